"""Bytes altered at random, as Hypothesis draws them: for the reader of what others sent."""

from hypothesis import strategies as st

Mutation = tuple[str, float, int, bytes]
"""What is done, at which part of the whole, so many bytes behind a page's beginning, with what."""

_PAGE = 4096
_OPS = ("set", "set", "set", "flip", "insert", "delete", "repeat", "cut", "swap")

PIECES = st.one_of(
    st.binary(min_size=1, max_size=8),
    st.sampled_from(
        [b"\0" * 8, b"\xff" * 8, b"\x81" * 9, b"'", b"(", b"CREATE ", b"\n", b"]" * 40, b"9" * 30]
    ),
)

MUTATIONS: st.SearchStrategy[list[Mutation]] = st.lists(
    st.tuples(
        st.sampled_from(_OPS),
        st.floats(0, 1, exclude_max=True),
        st.one_of(st.integers(0, 120), st.integers(0, _PAGE - 1)),
        PIECES,
    ),
    min_size=1,
    max_size=4,
)


def mutated(content: bytes, mutations: list[Mutation]) -> bytes:
    """The content after the mutations, one after the other."""
    altered = bytearray(content)
    for op, part, offset, piece in mutations:
        if not altered:
            break
        at = int(part * len(altered))
        if len(altered) > _PAGE:
            at = min(at - at % _PAGE + offset, len(altered) - 1)
        _mutate(altered, op, at, piece)
    return bytes(altered)


def _mutate(altered: bytearray, op: str, at: int, piece: bytes) -> None:
    end = at + len(piece)
    match op:
        case "set":
            altered[at:end] = piece
        case "flip":
            altered[at] ^= 1 << len(piece) % 8
        case "insert":
            altered[at:at] = piece
        case "delete":
            del altered[at:end]
        case "repeat":
            altered[at:at] = altered[at : at + 64] * 3
        case "cut":
            del altered[at:]
        case "swap":
            half = len(altered) // 2
            other = (at + half) % len(altered)
            a, b = altered[at : at + 256], altered[other : other + 256]
            altered[at : at + len(b)], altered[other : other + len(a)] = b, a
