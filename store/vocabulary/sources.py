"""Who told us, how far they can be relied on, and how the information reached us."""

from store.vocabulary.codelist import CodeList


class SourceKind(CodeList, heading="Source kind"):
    """Who or what a source is."""

    VICTIM = "victim", "Victim", "The person who was harmed or whose property was."
    WITNESS = (
        "witness",
        "Witness",
        "Somebody who was there when it happened, and is neither victim nor relative.",
    )
    RELATIVE = "relative", "Relative", "Family of the person harmed."
    OWN_DOCUMENTER = (
        "own_documenter",
        "Own documenter",
        "One of our own, reporting what they saw or counted themselves.",
    )
    COMMUNITY_LEADER = (
        "community_leader",
        "Community leader",
        "A village head, elder or camp leader.",
    )
    HEALTH_WORKER = (
        "health_worker",
        "Health worker",
        "A doctor, nurse, midwife or medic who treated or examined.",
    )
    HUMAN_RIGHTS_GROUP = (
        "human_rights_group",
        "Human rights group",
        "An organisation that documents harm and publishes or shares its findings.",
    )
    PARTY_TO_CONFLICT = (
        "party_to_conflict",
        "Party to the conflict",
        "An armed side or its spokesperson, on whichever side.",
    )
    MEDIA = "media", "Media", "A newspaper, news agency, radio or television, online or not."
    SOCIAL_MEDIA = (
        "social_media",
        "Social media",
        "A post or channel of somebody who is not known to be one of the others.",
    )
    OFFICIAL = (
        "official",
        "Official",
        "An authority that is not itself a fighting side, or one of its papers.",
    )
    UN_OR_INGO = (
        "un_or_ingo",
        "UN or international NGO",
        "A United Nations body or an international non-governmental organisation.",
    )
    PHOTO_VIDEO = (
        "photo_video",
        "Photo or video",
        "A picture or recording, when the picture itself is what tells us.",
    )
    SATELLITE = "satellite", "Satellite image", "An image from space, or an analysis of one."
    MEDICAL_RECORD = (
        "medical_record",
        "Medical record",
        "A hospital register, death certificate or other record of care.",
    )
    DOCUMENT = (
        "document",
        "Document",
        "A court paper, order, letter or list that is no medical record.",
    )
    OTHER = "other", "Other", "A source that none of these describes; say what in the notes."
    UNKNOWN = "unknown", "Unknown", "Nobody knows who or what the source was."


class Reliability(CodeList, heading="Reliability of the source"):
    """How far a source can be relied on (Admiralty code), whatever it says this time."""

    A = (
        "A",
        "A – completely reliable",
        "No doubt about its truthfulness or ability to know; it has always been right.",
    )
    B = "B", "B – usually reliable", "Minor doubts; it has mostly been right."
    C = "C", "C – fairly reliable", "Some doubts; it has been right before."
    D = "D", "D – not usually reliable", "Serious doubts; it has been right now and then."
    E = "E", "E – unreliable", "Shown to have been untruthful or wrong time and again."
    F = (
        "F",
        "F – cannot be judged",
        "No ground yet for judging; the start for every source, and not a middle value.",
    )


class Credibility(CodeList, heading="Credibility"):
    """How credible one piece of information is (Admiralty code), whoever brings it."""

    C1 = (
        "1",
        "1 – confirmed by others",
        "Another source that has it from a second origin says the same.",
    )
    C2 = (
        "2",
        "2 – probably true",
        "Not confirmed, but plausible and in line with what else is known.",
    )
    C3 = (
        "3",
        "3 – possibly true",
        "Not confirmed; plausible, and agrees only in part with what else is known.",
    )
    C4 = "4", "4 – doubtful", "Possible, but neither plausible nor supported by anything else."
    C5 = "5", "5 – improbable", "Goes against what else is known."
    C6 = (
        "6",
        "6 – cannot be judged",
        "No ground yet for judging; the start for every piece, and not a middle value.",
    )


class HowTold(CodeList, heading="How we were told"):
    """The way in which the information reached us."""

    IN_PERSON = "in_person", "In person", "Face to face."
    PHONE = "phone", "By phone", "In a call, with or without picture."
    MESSAGE = "message", "By message", "In a written or recorded message, through any service."
    DOCUMENT = "document", "In a document", "In a paper or file that was handed over or published."
    SEEN_ONLINE = (
        "seen_online",
        "Seen online",
        "On a web page or channel, without anybody telling us.",
    )


class Knowledge(CodeList, heading="Knowledge"):
    """How the source knows what it says."""

    SAW = "saw", "Saw it", "Saw it happen, or saw the wound, the body, the grave or the damage."
    HEARD = "heard", "Heard it, was there", "Was there and heard it happen, without seeing it."
    WAS_TOLD = "was_told", "Was told", "Has it from somebody else, who is then its origin."
    UNKNOWN = "unknown", "Unknown", "Nobody knows how the source knows."


class TextKind(CodeList, heading="Kind of text"):
    """What the text that is kept beside a citation or figure is."""

    VERBATIM = (
        "verbatim",
        "Verbatim",
        "The source's own words, letter for letter, in their language.",
    )
    TRANSLATED = "translated", "Translated", "The source's words in translation."
    NOTE = "note", "Note", "Our own words about what the source says."
