"""The person harmed: what happened to them, and who they were."""

from store.vocabulary.codelist import CodeList


class Outcome(CodeList, heading="What happened"):
    """What happened to one person."""

    KILLED = (
        "killed",
        "Killed",
        (
            "Killed by a weapon, a mine or violence, at once or of the wounds later. Whoever is "
            'hit while fleeing is killed, with "in flight" answered yes.'
        ),
    )
    DIED_FLEEING = (
        "died_fleeing",
        "Died in flight",
        (
            "Died of illness, hunger, birth or accident while fleeing or displaced, and not by a "
            "weapon. Whoever a weapon or a mine hit is killed."
        ),
    )
    DIED_IN_CUSTODY = (
        "died_in_custody",
        "Died in custody",
        (
            "Died or was killed while detained or captured, whatever cause was given. Reports "
            "count it as killed, of whom in custody."
        ),
    )
    INJURED = "injured", "Injured", "Wounded or made ill by the harm, and alive when last heard of."
    MISSING = (
        "missing",
        "Missing",
        (
            "Lost from sight, with nothing to show that anybody holds them. If last seen in "
            "armed people's hands, record a detention that ended in disappearance."
        ),
    )
    OTHER = (
        "other",
        "Other",
        (
            "Harmed in a way that none of these describes, an act such as forced labour alone "
            "included."
        ),
    )
    UNKNOWN = "unknown", "Unknown", "The person was harmed, and nobody knows what became of them."


class Act(CodeList, heading="Acts"):
    """Something done to the person beside the outcome; several may apply."""

    TORTURE = (
        "torture",
        "Torture",
        "Severe pain or suffering was inflicted on purpose while in the power of others.",
    )
    SEXUAL_VIOLENCE = (
        "sexual_violence",
        "Sexual violence",
        (
            "Rape or another sexual act by force, threat or coercion. The record starts "
            "restricted and needs no name."
        ),
    )
    HUMAN_SHIELD = (
        "human_shield",
        "Human shield",
        "Made to stay or walk where their presence would keep armed people from attack.",
    )
    FORCED_LABOUR = (
        "forced_labour",
        "Forced labour",
        "Made to work, carry loads or guide under threat.",
    )
    RECRUITED = (
        "recruited",
        "Forcibly recruited",
        "Made to join an armed force or group; anybody under 18 counts, willing or not.",
    )
    BODY_MUTILATED = (
        "body_mutilated",
        "Body mutilated",
        "The body was cut, burned or otherwise abused after death.",
    )


class PersonStatus(CodeList, heading="Status of the person"):
    """The person's standing under the law of war at the moment of the harm (SDG 16.1.2)."""

    CIVILIAN = (
        "civilian",
        "Civilian",
        (
            "Not a member of any force and not fighting at that moment; health workers, teachers "
            "and clergy included. In doubt choose unknown and never guess."
        ),
    )
    OTHER_PROTECTED = (
        "other_protected",
        "Other protected person",
        (
            "Medical or religious personnel of armed forces, or a fighter who was wounded, had "
            "surrendered or was captured."
        ),
    )
    STATE_FORCE_MEMBER = (
        "state_force_member",
        "State force member",
        (
            "A member of the state's armed forces, of police who fight under their command, or "
            "of an aligned militia."
        ),
    )
    ARMED_GROUP_MEMBER = (
        "armed_group_member",
        "Armed group member",
        "A member with a fighting role in a resistance force or ethnic armed organisation.",
    )
    PARTICIPATING = (
        "participating",
        "Participating in fighting",
        (
            "A civilian taking part in fighting at that moment. Feeding, sheltering, civil "
            "disobedience, kinship and sympathy are not participation."
        ),
    )
    UNKNOWN = (
        "unknown",
        "Unknown",
        "The status is not known or not sure; it joins the high end of the civilian count.",
    )


class Sex(CodeList, heading="Sex"):
    """The person's sex as told by those who know them."""

    FEMALE = "female", "Female", "A woman or girl."
    MALE = "male", "Male", "A man or boy."
    OTHER = "other", "Other", "Neither of the two, as the person or those close to them say."
    UNKNOWN = "unknown", "Unknown", "Nobody knows; a name alone does not tell."


class AgeGroup(CodeList, heading="Age group"):
    """The age at the time of the harm, in three groups."""

    CHILD = "child", "Child", "Under 18 at the time of the harm."
    ADULT = (
        "adult",
        "Adult",
        "18 to 59 at the time of the harm, or surely 18 or over and not known whether 60.",
    )
    OLDER = "older", "Older person", "60 or over at the time of the harm."
    UNKNOWN = (
        "unknown",
        "Unknown",
        "Not known whether under 18, also where the possible ages lie on both sides of 18.",
    )


class ProtectedRole(CodeList, heading="Protected role"):
    """A role for which the person has, or ought to have, particular protection."""

    HEALTH_WORKER = (
        "health_worker",
        "Health worker",
        "Doctor, nurse, midwife, medic, ambulance driver or village health volunteer.",
    )
    TEACHER = (
        "teacher",
        "Teacher",
        "Teaches at a school, college or place of learning of any authority.",
    )
    STUDENT = (
        "student",
        "Student",
        "Learns at a school, college or university; small children at home do not count.",
    )
    AID_WORKER = (
        "aid_worker",
        "Aid worker",
        "Brings relief, paid or as a volunteer, for an organisation or a local committee.",
    )
    JOURNALIST = (
        "journalist",
        "Journalist",
        "Gathers or publishes news, citizen reporters and their crews included.",
    )
    CLERGY = "clergy", "Clergy", "Monk, nun, pastor, priest or imam, and others who lead worship."
    LAWYER = "lawyer", "Lawyer", "Represents or advises people before the law."
    HUMAN_RIGHTS_DEFENDER = (
        "human_rights_defender",
        "Human rights defender",
        "Documents abuses or speaks for people's rights, our own documenters included.",
    )
    COMMUNITY_LEADER = (
        "community_leader",
        "Community leader",
        "Village head, elder or other person whom a community looks to.",
    )
    ELECTION_OFFICIAL = (
        "election_official",
        "Election official",
        "Prepares or runs an election, or did so in the last one.",
    )
    NONE = "none", "None", "Known to have had none of these roles."
    UNKNOWN = "unknown", "Unknown", "Nobody knows whether the person had such a role."
