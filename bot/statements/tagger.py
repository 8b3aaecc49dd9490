"""text -> tags: the network reads a story by windows and says what is said, and by whom.

A MiniLM encoder (Wang et al. 2020) under a head for content, source and cue, and arcs that are
scored as in a graph parser (Dozat and Manning 2017): each content looks for its source and its cue.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.encoder.network import CLOSES, OPENS, Floats
from bot.encoder.pieces import Pieces, Vocabulary
from bot.encoder.windows import Window, windows
from bot.statements.passage import Span
from bot.statements.quotation import Quotation
from bot.statements.tags import Place, Tagged, Tags

Network = Callable[..., list[Floats]]
"""`ids` and `types` of one window -> its labels, dependents and heads."""
Tagger = Callable[[str, Sequence[Span], Sequence[Quotation]], Tags]
"""text, its paragraphs, its quotations -> tags."""

QUOTED, CAPITAL, OPENING = 1, 2, 4
"""What a piece's type tells besides its letters: marks, capitals and paragraphs are lost on it."""
NONE, SAID, SAID_ON, THOUGHT, THOUGHT_ON = range(5)
"""The labels of content; those of source and cue follow, three each."""
ARC = 96
"""Numbers that score an arc; the first are for the source, the others for the cue."""
SCALE = 10.0
_EAGER = np.array([0.0, 1.3, 1.3, 0.0, 0.0], dtype=np.float32)
"""Rather taken for said than for nothing: a name has to earn its trust afterwards anyway."""
_BEGINNING = 2.0
"""What a new stretch costs; both in logarithms of probability, chosen on articles kept apart."""
_TINY, _NEVER = 1e-12, -1e9
_LIKELY = 3
"""Places kept of a content's sources and cues."""
_LEAST = 0.02


def tag(
    text: str,
    spans: Sequence[Span],
    quotations: Sequence[Quotation],
    vocabulary: Vocabulary,
    network: Network,
) -> Tags:
    pieces = vocabulary.cut(text, spans)
    types = types_of(pieces, text, spans, quotations)
    if not pieces.ids:
        return Tags((), (), ())
    read = [_read(window, pieces, types, network) for window in windows(len(pieces.ids))]
    labels = np.concatenate([one.labels for one in read])
    said = labels[:, SAID] + labels[:, SAID_ON]
    contents = [_content(run, said, pieces, read) for run in runs(labels)]
    return Tags(
        tuple(contents),
        tuple(pieces.starts),
        tuple(map(float, said)),
    )


def types_of(
    pieces: Pieces, text: str, spans: Sequence[Span], quotations: Sequence[Quotation]
) -> list[int]:
    """One for each piece: the sum of what it is."""
    starts = [start for start, _ in spans]
    openings = [quotation.first for quotation in quotations]
    types = []
    before = -1
    for at in pieces.starts:
        paragraph = bisect_right(starts, at)
        quotation = bisect_right(openings, at) - 1
        quoted = quotation >= 0 and at < quotations[quotation].last
        types.append(
            QUOTED * quoted + CAPITAL * text[at].isupper() + OPENING * (paragraph != before)
        )
        before = paragraph
    return types


@dataclass(frozen=True, slots=True)
class _Read:
    window: Window
    labels: Floats
    """Probabilities of content for the pieces that the window answers for."""
    dependents: Floats
    heads: Floats
    """Of every piece of the window, the mark before it included."""


def _read(window: Window, pieces: Pieces, types: Sequence[int], network: Network) -> _Read:
    own = slice(window.first, window.last)
    ids = np.array([[OPENS, *pieces.ids[own], CLOSES]], dtype=np.int64)
    marks = np.array([[0, *types[own], 0]], dtype=np.int64)
    labels, dependents, heads = network(ids=ids, types=marks)
    answered = slice(window.begin - window.first + 1, window.end - window.first + 1)
    return _Read(
        window, _softmax(labels[0, answered, : THOUGHT_ON + 1]), dependents[0], heads[0, :-1]
    )


def _softmax(scores: Floats) -> Floats:
    powers: Floats = np.exp(scores - scores.max(axis=-1, keepdims=True))
    sums: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return sums


def runs(labels: Floats) -> Iterator[tuple[int, int]]:
    """Stretches of pieces that are said, on the likeliest path through all labels (Viterbi 1967).

    A stretch costs something to begin, so that one long content is not two short ones.
    """
    path = _likeliest_path((np.log(labels + _TINY) + _EAGER).tolist())
    begun = None
    for piece, label in enumerate([*path, NONE]):
        if begun is not None and label != SAID_ON:
            yield begun, piece
            begun = None
        if label == SAID:
            begun = piece


def _likeliest_path(scores: Sequence[Sequence[float]]) -> list[int]:
    """Words go on only after they began; all else may follow everything."""
    best = [0.0, _NEVER, _NEVER, _NEVER, _NEVER]
    ways: list[tuple[int, int, int]] = []
    for none, said, said_on, thought, thought_on in scores:
        last = max(range(len(best)), key=best.__getitem__)
        saying = SAID if best[SAID] > best[SAID_ON] else SAID_ON
        thinking = THOUGHT if best[THOUGHT] > best[THOUGHT_ON] else THOUGHT_ON
        ways.append((last, saying, thinking))
        best = [
            best[last] + none,
            best[last] + said - _BEGINNING,
            best[saying] + said_on,
            best[last] + thought - _BEGINNING,
            best[thinking] + thought_on,
        ]
    label = max(range(len(best)), key=best.__getitem__)
    path = []
    for last, saying, thinking in reversed(ways):
        path.append(label)
        label = {SAID_ON: saying, THOUGHT_ON: thinking}.get(label, last)
    return path[::-1]


def _content(run: Span, said: Floats, pieces: Pieces, read: Sequence[_Read]) -> Tagged:
    first, last = run
    place = bisect_right(read, first, key=lambda one: one.window.begin) - 1
    one = read[place]
    dependent = one.dependents[first - one.window.first + 1]
    source = _softmax(one.heads[:, :ARC] @ dependent[:ARC] / SCALE)
    cue = _softmax(one.heads[:, ARC:] @ dependent[ARC:] / SCALE)
    return Tagged(
        (pieces.starts[first], pieces.ends[last - 1]),
        float(said[first:last].mean()),
        _likeliest(source, one.window, pieces),
        _likeliest(cue, one.window, pieces),
        float(source[0]),
    )


def _likeliest(sure: Floats, window: Window, pieces: Pieces) -> tuple[Place, ...]:
    best = np.argsort(-sure[1:], kind="stable")[:_LIKELY]
    return tuple(
        Place(pieces.starts[window.first + int(at)], float(sure[1 + at]))
        for at in best
        if sure[1 + at] > _LEAST
    )
