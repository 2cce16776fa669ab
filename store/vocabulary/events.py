"""What happened, and by what means."""

from store.vocabulary.codelist import CodeList


class IncidentKind(CodeList, heading="Incident kind"):
    """The kind of a thing that happened at one place and time."""

    AIRSTRIKE = (
        "airstrike",
        "Airstrike",
        (
            "Bombs, rockets or gunfire from a jet, an aeroplane, a helicopter or a paramotor. An "
            "unmanned aircraft is a drone attack."
        ),
    )
    DRONE_ATTACK = (
        "drone_attack",
        "Drone attack",
        "An unmanned aircraft dropped explosives or flew into its target.",
    )
    SHELLING = (
        "shelling",
        "Shelling",
        "Artillery, mortar or rocket fire from the ground, aimed or not.",
    )
    GROUND_CLASH = (
        "ground_clash",
        "Ground clash",
        (
            "Armed sides fought each other on the ground. If only one side fired, choose "
            "shooting or shelling."
        ),
    )
    RAID = (
        "raid",
        "Raid",
        (
            "Armed people entered a village, camp or building by force to search, burn, take or "
            "punish."
        ),
    )
    ARREST_OPERATION = (
        "arrest_operation",
        "Arrest operation",
        (
            "People were taken by those who claim the power to arrest. If nobody claims it, "
            "choose abduction."
        ),
    )
    ARSON = (
        "arson",
        "Arson",
        (
            "Buildings or goods were set on fire on purpose. Fire that shells or bombs started "
            "belongs to the shelling or airstrike."
        ),
    )
    LANDMINE_EXPLOSION = (
        "landmine_explosion",
        "Landmine explosion",
        "A mine, booby trap or improvised explosive device that somebody had laid went off.",
    )
    UXO_EXPLOSION = (
        "uxo_explosion",
        "UXO explosion",
        (
            "A shell, bomb or grenade left over from earlier fighting went off. A device laid on "
            "purpose is a landmine explosion."
        ),
    )
    SHOOTING = (
        "shooting",
        "Shooting",
        (
            "Armed people fired at others who were not fighting, on a road, in a field or at a "
            "crowd. If the victims were in the shooters' hands, choose killing."
        ),
    )
    KILLING = (
        "killing",
        "Unlawful killing",
        (
            "People were killed on purpose, unlawfully or summarily, while in the hands of the "
            "killers."
        ),
    )
    ABDUCTION = (
        "abduction",
        "Abduction",
        "Somebody was taken or held by force by people who do not claim the power to arrest.",
    )
    TORTURE = (
        "torture",
        "Torture",
        "Severe pain or suffering was inflicted on purpose on somebody in the power of others.",
    )
    SEXUAL_VIOLENCE = (
        "sexual_violence",
        "Sexual violence",
        "Rape or another sexual act by force, threat or coercion. Such records start restricted.",
    )
    LOOTING = (
        "looting",
        "Looting",
        "Armed people took goods, animals, crops or money from civilians.",
    )
    FORCED_DISPLACEMENT = (
        "forced_displacement",
        "Forced displacement",
        "People were ordered or driven out of where they lived, or kept from returning.",
    )
    FORCED_RECRUITMENT = (
        "forced_recruitment",
        "Forced recruitment",
        "People were made to join an armed force or group, or taken for its training.",
    )
    DENIAL_OF_AID = (
        "denial_of_aid",
        "Denial of aid",
        "Food, medicine, relief or those who bring them were blocked, seized or turned back.",
    )
    BODY_FOUND = (
        "body_found",
        "Body found",
        "A body or grave was found and what led to the death is not known yet.",
    )
    OTHER = "other", "Other", "Something that none of these describes; say what in the title."
    UNKNOWN = "unknown", "Unknown", "Harm was done, and nobody knows what kind of event it was."


class Means(CodeList, heading="Means"):
    """The weapon or cause that did the harm."""

    AIRSTRIKE_JET = (
        "airstrike_jet",
        "Airstrike, jet",
        "Bombs, rockets or guns of a jet or another fixed-wing aircraft.",
    )
    AIRSTRIKE_HELICOPTER = (
        "airstrike_helicopter",
        "Airstrike, helicopter",
        "Rockets, bombs or guns of a helicopter.",
    )
    PARAMOTOR_GYROCOPTER = (
        "paramotor_gyrocopter",
        "Paramotor or gyrocopter",
        "Bombs thrown or dropped from a manned paramotor or gyrocopter.",
    )
    DRONE = "drone", "Drone", "Explosives dropped or carried by an unmanned aircraft."
    ARTILLERY_MORTAR = (
        "artillery_mortar",
        "Artillery or mortar",
        "Shells, mortar bombs, rockets or rocket-propelled grenades fired from the ground.",
    )
    SMALL_ARMS = (
        "small_arms",
        "Small arms",
        (
            "Bullets of pistols, rifles or machine guns, stray ones included. Whoever was shot "
            "while in the killers' hands was executed: choose execution."
        ),
    )
    LANDMINE_IED = (
        "landmine_ied",
        "Landmine or IED",
        "A mine, booby trap or improvised explosive device that somebody had laid.",
    )
    UXO = (
        "uxo",
        "Unexploded ordnance",
        "A shell, bomb or grenade that was left over from earlier fighting.",
    )
    ARSON = (
        "arson",
        "Arson",
        "Fire that somebody set on purpose. Fire from shells or bombs has those as its means.",
    )
    EXECUTION = (
        "execution",
        "Execution",
        "Killed on purpose while held, captured or surrendered, by whatever weapon.",
    )
    TORTURE_BEATING = (
        "torture_beating",
        "Torture or beating",
        "Beating, burning, choking or other ill-treatment of somebody in the power of others.",
    )
    SEXUAL_VIOLENCE = (
        "sexual_violence",
        "Sexual violence",
        "Rape or another sexual act by force, threat or coercion.",
    )
    STABBING = (
        "stabbing",
        "Stabbing",
        (
            "A knife, machete, bayonet or other blade. If it killed somebody who was held, "
            "choose execution."
        ),
    )
    VEHICLE = (
        "vehicle",
        "Vehicle accident",
        (
            "A road accident that the conflict brought about, such as a crash with a military "
            "vehicle. If it was driven at people on purpose, choose other."
        ),
    )
    LOOTING = "looting", "Looting", "Taken or wrecked by armed people who came to plunder."
    DEMOLITION = (
        "demolition",
        "Demolition",
        "Pulled down, bulldozed or blown up on purpose outside of fighting.",
    )
    DENIAL_OF_AID_OR_MEDICINE = (
        "denial_of_aid_or_medicine",
        "Denial of aid or medicine",
        "Food, water, medicine or care was kept from people, by blockade or refusal.",
    )
    HARDSHIP_IN_FLIGHT = (
        "hardship_in_flight",
        "Hardship in flight",
        "Illness, hunger, cold, birth or accident while fleeing or displaced, without a weapon.",
    )
    OTHER = "other", "Other", "A means that none of these describes; say what in the notes."
    UNKNOWN = "unknown", "Unknown", "Nobody knows what did the harm."
