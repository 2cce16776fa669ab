"""What can go wrong with a ledger, each with a title and what to do about it.

    LedgerError
    ├── LedgerUnusable              the file cannot be opened or written
    │   ├── LedgerMissing           nothing at that path
    │   ├── LedgerExists            something is there already
    │   ├── LedgerNotAFile          a folder, a pipe or a device
    │   ├── LedgerUnreadable        this account may not read it
    │   ├── LedgerEmpty             0 bytes: the copy did not finish
    │   ├── LedgerLocked            open in another window
    │   ├── LedgerDamaged           SQLite or the cipher finds it broken
    │   │   └── LedgerCutShort      its end is missing: the copy did not finish
    │   ├── LedgerForeign           another program's file
    │   ├── LedgerTooNew            made by a newer version
    │   ├── LedgerReadOnly          the file or its folder is write-protected
    │   │   ├── LedgerUnfinished    and a save that was cut off cannot be undone there
    │   │   └── OpenedForReading    it was opened so, and something was to be written
    │   ├── LedgerGone              the file was there and is not any more
    │   ├── DiskFull                rolled back, nothing lost
    │   ├── DiskFailing             the disk or stick stopped answering
    │   ├── PassphraseNeeded        encrypted, and none was given
    │   ├── PassphraseNotNeeded     plain, and one was given
    │   ├── PassphraseUnusable      empty, or with a character no key makes
    │   ├── KeyFileUnusable         the key file cannot be read, or holds no passphrase
    │   ├── WrongPassphrase         or no ledger, or its first page is damaged
    │   └── EngineMissing           what would open it is not on this computer
    ├── Interrupted                 broken off because nobody waits for it any more
    ├── RecordInvalid               findings by field; nothing was saved
    ├── RecordMissing               no record with that id or code
    ├── AmbiguousCode               two records carry the code
    ├── StaleRecord                 it changed since the form was opened
    ├── RecordRetired               it counts no longer, and must be restored before a change
    ├── MergeStays                  something was built on a merge that was to be undone
    ├── NothingToUndo               nothing was saved since the ledger was opened
    ├── ChangeTooNew                a newer version wrote what a change of a record holds
    ├── ChangeCutOff                what a change of the passphrase left that was cut off
    ├── WritingCutOff               what was being written out of the ledger, and was cut off
    ├── ImportRejected              a file or an item that cannot be read
    ├── HandoffRejected             a handoff, receipt or key that is not whole, true or for us
    │   ├── SenderUnknown           signed with a key that nobody here has seen
    │   └── KeyChanged              signed or sent with another key than the person's pinned one
    ├── ReceiverMissing             nobody to hand on to, or several of that name
    └── FilterInvalid               a term of a filter that means nothing

`ParseError` stands apart: it is about a piece of text that somebody is typing.
No message holds a value of a record, so that a log or a crash cannot leak one.
"""

# ruff: noqa: N818 - Each is named after what is the matter, as the tree above reads.

from collections.abc import Mapping, Sequence


class ParseError(ValueError):
    """Text that means nothing for its field; `message` tells the person what would."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class LedgerError(Exception):
    """Anything that a person can be told about and can act on: `title`, then `advice`.

    Both are one sentence. A class has its own; whoever raises it may say something closer.
    """

    title = "The ledger could not do that."
    advice = "Nothing was changed."

    def __init__(self, title: str = "", advice: str = "") -> None:
        self.title = title or type(self).title
        self.advice = advice or type(self).advice
        super().__init__(f"{self.title} {self.advice}".strip())


class LedgerUnusable(LedgerError):
    """The file cannot be opened or written."""

    title = "The ledger's file cannot be used."
    advice = "Another program may be holding it: wait a minute and try again."


class LedgerMissing(LedgerUnusable):
    """There is nothing at the path."""

    title = "There is no ledger there, and none was created."
    advice = (
        "Check the name, and that the disk or stick is plugged in; to begin a new ledger, type"
        " fieldledger alone, or fieldledger new with a name."
    )


class LedgerExists(LedgerUnusable):
    """There is something at the path already."""

    title = "Something with that name is there already; it was left as it is."
    advice = "Choose another name."


class LedgerNotAFile(LedgerUnusable):
    """The path leads to a folder, a pipe or a device."""

    title = "That is a folder or a device, not a ledger."
    advice = "Give the name of the ledger's file."


class LedgerUnreadable(LedgerUnusable):
    """The system does not let this account read the file."""

    title = "This account may not read that file."
    advice = "Ask its owner to allow it, or to copy it into a folder of yours."


class LedgerEmpty(LedgerUnusable):
    """The file has 0 bytes, which SQLite would take for a new database."""

    title = "The file is empty (0 bytes): the copy did not finish."
    advice = "Copy it again, or ask for it again; this one holds nothing."


class LedgerLocked(LedgerUnusable):
    """Another connection holds the file, nearly always a second window."""

    title = "This ledger is open in another window."
    advice = "Go on in that window, or close it and try again."


class LedgerDamaged(LedgerUnusable):
    """SQLite or the cipher finds the content broken."""

    title = "This ledger is damaged."
    advice = (
        "Do not work on in it: restore the newest backup, and keep this file, "
        "because much of it may still be readable."
    )


class LedgerCutShort(LedgerDamaged):
    """The file is shorter than it says it is."""

    title = "The end of this ledger is missing: the copy did not finish."
    advice = (
        "Copy it again, or ask for it again; if there is no other copy, keep this one, "
        "because much of it may still be readable."
    )


class LedgerForeign(LedgerUnusable):
    """The file belongs to another program."""

    title = "This file belongs to another program; it was not changed."
    advice = "Choose a ledger: its name usually ends in .fieldledger."


class LedgerTooNew(LedgerUnusable):
    """The file's schema is one that this version does not know."""

    title = "This ledger was made by a newer version of the program; it was not changed."
    advice = "Install the newer version, then open it again."


class LedgerReadOnly(LedgerUnusable):
    """The file, its folder or the medium is write-protected."""

    title = "This ledger can only be read: the file, its folder or the stick is write-protected."
    advice = "Open it for reading only, or copy it into a folder of yours and open the copy."


class LedgerUnfinished(LedgerReadOnly):
    """A save was cut off, and undoing it would mean writing where nothing can be written."""

    title = "The last save in this ledger was cut off, and that cannot be put right where it lies."
    advice = (
        "Copy two files into one folder of yours, the ledger and the one beside it whose name "
        'ends in "-journal", and open the copy for writing.'
    )


class OpenedForReading(LedgerReadOnly):
    """Something was to be written in a ledger that was opened for reading only."""

    title = "This ledger is opened for reading only; nothing was changed."
    advice = "To write, copy it to a place where you may (F12 does that), and go on in the copy."


class LedgerGone(LedgerUnusable):
    """The open file is not at its path any more."""

    title = "The ledger's file is gone: the stick was pulled out, or the file was moved."
    advice = (
        "What was saved before is in that file; leave this open, bring the file back or copy "
        "your words elsewhere, then open the ledger again."
    )


class DiskFull(LedgerUnusable):
    """There is no room left; the transaction was rolled back."""

    title = "The disk is full: this was not saved, and nothing saved before was lost."
    advice = "Leave this open, make room on the disk, then save again."


class DiskFailing(LedgerUnusable):
    """Reading or writing failed below SQLite; the transaction was rolled back."""

    title = "The disk or stick stopped answering, so nothing was saved or changed."
    advice = (
        "Leave this open, check the plug and try again; if it goes on, copy the ledger to "
        "another disk."
    )


class PassphraseNeeded(LedgerUnusable):
    """The file is encrypted, and no passphrase was given."""

    title = "This ledger is locked with a passphrase."
    advice = "Type it; if it never had one, the beginning of the file is damaged."


class PassphraseNotNeeded(LedgerUnusable):
    """The file is not encrypted, and a passphrase was given."""

    title = "This ledger is not encrypted: anybody who has the file can read it."
    advice = "Open it without a passphrase."


class PassphraseUnusable(LedgerUnusable):
    """The passphrase is empty, or has a character that no key makes."""

    title = "That passphrase cannot be used: it is empty, or has a character that no key makes."
    advice = "Choose another one; nothing was written."


class KeyFileUnusable(LedgerUnusable):
    """The key file cannot be read, or what it holds is no passphrase."""

    title = "The key file cannot be read, or does not hold a passphrase."
    advice = "It must be a short text file in UTF-8 with the passphrase and nothing else."


class WrongPassphrase(LedgerUnusable):
    """The first page does not decrypt: three causes that nothing can tell apart."""

    title = "The passphrase is wrong, or this is not a ledger, or its first page is damaged."
    advice = "Check capital letters and the keyboard layout, and type it again."


class EngineMissing(LedgerUnusable):
    """What would open or write such a file is not installed."""

    title = "This computer lacks the encryption part (sqlcipher3); nothing was written."
    advice = "Install it, or open the ledger on a computer that has it."


class Interrupted(LedgerError):
    """A reading was broken off because nobody waits for it any more."""

    title = "That was stopped before it was done."
    advice = "Ask again if you still need it."


class RecordInvalid(LedgerError):
    """A record breaks rules: `findings` has the sentences by field, `""` for the whole."""

    title = "The record is not right yet; nothing was saved."
    advice = "Correct the fields that are marked, then save again."

    def __init__(
        self, findings: Mapping[str, Sequence[str]], title: str = "", advice: str = ""
    ) -> None:
        self.findings = {field: tuple(sentences) for field, sentences in findings.items()}
        super().__init__(title, advice)


class RecordMissing(LedgerError):
    """No record has that id or code."""

    title = "There is no such record in this ledger."
    advice = "Check the code; it may be in a ledger that was not merged yet."


class AmbiguousCode(LedgerError):
    """Two records carry the code, after a merge of two devices with one prefix."""

    title = "More than one record carries that code."
    advice = "Give the id of the one you mean."


class StaleRecord(LedgerError):
    """The record changed since the form was opened."""

    title = "Somebody changed this record while it was open here; nothing was overwritten."
    advice = "Compare the two, then save the one that is right."


class RecordRetired(LedgerError):
    """The record is retired; a change elsewhere that did not know so would bring it back."""

    title = "This record is retired; nothing was changed."
    advice = "Restore it first, if it is to count again."


class MergeStays(LedgerError):
    """A merge that cannot be undone any more."""

    title = "This merge cannot be undone as a whole; nothing was changed."
    advice = "Something was written or merged since: take back single records by their history."


class NothingToUndo(LedgerError):
    """Nothing was saved since the ledger was opened, or it was undone already."""

    title = "There is nothing to undo since this ledger was opened."
    advice = "A record's history brings back any older version of it."


class ChangeTooNew(LedgerError):
    """A change of a record holds what this version of the program cannot read."""

    title = "A newer version of the program wrote this version of the record."
    advice = "Install the newer version of the program to see it whole."


class ChangeCutOff(LedgerError):
    """A change of the passphrase was cut off earlier; raised only where its file stays."""

    title = "Changing the passphrase was cut off: the ledger opens as it did before."
    advice = "Do it again if you still want to."


class WritingCutOff(LedgerError):
    """Something that was being written out of the ledger was cut off earlier; never raised."""

    title = "Writing a file was cut off, and this ledger does not count it as written."
    advice = "Write it again if you still need it."


class ImportRejected(LedgerError):
    """A file, or an item of one, cannot be read; nothing of it was saved."""

    title = "This cannot be read in; nothing was saved."
    advice = "Correct the file, then try again."


class HandoffRejected(LedgerError):
    """A file of somebody else's is not whole, not true, or not meant for this ledger."""

    title = "This file cannot be taken in; the ledger was not changed."
    advice = "Ask the sender for it again, by another way if you can."


class SenderUnknown(HandoffRejected):
    """The signature is sound, and its key is pinned to nobody; `fingerprint` tells it."""

    title = "This is signed with a key that this ledger does not know; nothing was changed."
    advice = (
        "First read in the sender's card, among the keys (f, then y); have them read out the"
        " fingerprint of their key, and compare it with this one."
    )

    def __init__(self, fingerprint: str, title: str = "", advice: str = "") -> None:
        self.fingerprint = fingerprint
        super().__init__(title, advice)


class KeyChanged(HandoffRejected):
    """Somebody whose key is pinned comes with another one; `fingerprint` tells the new one."""

    title = (
        "THE KEY OF THIS PERSON HAS CHANGED, and nothing was done: somebody may be passing "
        "themselves off as them."
    )
    advice = (
        "Speak to the person; only if they made a new key, compare its fingerprint and put it in "
        "the old one's place by hand."
    )

    def __init__(self, fingerprint: str, title: str = "", advice: str = "") -> None:
        self.fingerprint = fingerprint
        super().__init__(title, advice)


class ReceiverMissing(LedgerError):
    """Nobody's key fits what was said of the receiver, or several do."""

    title = "There is no key of such a receiver in this ledger, or of more than one."
    advice = "Read in the receiver's key first, or give the whole fingerprint of the one you mean."


class FilterInvalid(LedgerError):
    """A term of a filter means nothing."""

    title = "The filter has a term that means nothing."
    advice = "Write field:value, is:draft, has:figure, or words to search for."
