"""text -> the words by which it is compared with another outlet's.

House style is taken out: marks, spelling, the way numbers, dates and sums are written, what an
editor put between brackets. What is left tells one statement from another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|\w|%")
_MARK = re.compile(r"[\[\]]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_GAP = re.compile(r"\.\.\.|\. \. \.")
_SENTENCE = re.compile(r"[.!?\n]")
_CLAUSE = re.compile(r"[,;:–—()]|\s-\s")
_ENDINGS = {"'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}
_IRREGULAR = {"won't": "will", "can't": "can", "cannot": "can", "shan't": "shall"}

_SUM = (
    r"(?:\bus)?([$€£¥])\s?(\d{1,15}(?:[.,]\d{1,9}){0,4})(?:\s?(m|mn|bn|tn|k)\b"
    r"|\s(hundred|thousand|million|billion|trillion)\b)?"
)
_SHORT_SCALES = {
    "m": "million",
    "mn": "million",
    "bn": "billion",
    "tn": "trillion",
    "k": "thousand",
}


def _sum(found: re.Match[str]) -> str:
    sign, number, short, scale = found.groups()
    return f"{number} {_SHORT_SCALES.get(short, '')}{scale or ''}{sign}"


_REWRITTEN: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"[(\[](?:sic|laughter|laughs|applause|inaudible)\.?[)\]]", " "),
    # An editor's capital: "[W]e will".
    (r"\[([^\W\d_])\](?=[^\W\d_])", r"\1"),
    (r"\b(it|that|he|she|there|what|who|here|where)'s\b", r"\1 is"),
    (r"\blet's\b", "let us"),
    (r"\b(co|counter|non|anti|pre|re|multi|inter|semi|mid)[-‐‑](?=[^\W\d_])", r"\1"),
    (r"\b(cease|peace)[-‐‑ ](?=fire|keep)", r"\1"),
    (r"(?<![^\s([\"“])[-−](?=\d)", " minus "),
    (_SUM, _sum),
    (r"\bper\s?cent\b", "%"),
    (r"(?<!\w)((?:[^\W\d_]\.){2,6})", lambda found: found[1].replace(".", "") + " "),
)
_CURRENCIES = {"$": " dollars ", "€": " euros ", "£": " pounds ", "¥": " yen "}
_REWRITES = tuple((re.compile(pattern), by) for pattern, by in _REWRITTEN)


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in text.split())


def _values(text: str, first: int, step: int = 1) -> dict[str, Decimal]:
    return {word: Decimal(first + step * place) for place, word in enumerate(text.split())}


_SPELLED = _pairs(
    "programme=program programmes=programs dialogue=dialog dialogues=dialogs catalogue=catalog"
    " practise=practice kiev=kyiv judgement=judgment ageing=aging towards=toward amongst=among"
    " afterwards=afterward whilst=while learnt=learned burnt=burned sceptical=skeptical"
    " sceptics=skeptics plough=plow okay=ok aeroplane=airplane aeroplanes=airplanes grey=gray"
    " mn=million bn=billion tn=trillion km=kilometers kg=kilograms enquiry=inquiry"
    " dollar=dollars euro=euros centred=centered storey=story"
)
_ENDED = (
    (r"^(lab|neighb|behavi|hon|fav|col|harb|hum|rum|vig|endeav|arm|flav|sav)our", r"\1or"),
    (r"^([a-z]{3,})is(e|ed|es|ing|ation|ations|er|ers)$", r"\1iz\2"),
    (r"^([a-z]{2,}ly)s(e|ed|es|ing)$", r"\1z\2"),
    (r"^(cent|theat|fib|calib|lit|(?:kilo|centi|milli)?met)re(s?)$", r"\1er\2"),
    (r"^(def|off|pret|lic)ence(s?)$", r"\1ense\2"),
    (
        r"^(travel|cancel|label|model|signal|counsel|level|fuel|quarrel)l(ed|ing|ers?|ors?)$",
        r"\1\2",
    ),
)
_ENDED_SO = tuple((re.compile(pattern), by) for pattern, by in _ENDED)

_ONES = _values(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen",
    0,
)
_TENS = _values("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
_ORDINALS = _values(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    1,
) | _values("thirtieth", 30)
_SCALES = {
    "thousand": Decimal(10**3),
    "million": Decimal(10**6),
    "billion": Decimal(10**9),
    "trillion": Decimal(10**12),
}
_DIGITS = re.compile(r"\d{1,15}(?:\.\d{1,9})?", re.ASCII)
_TH = ("st", "nd", "rd", "th")
_SHORT_MONTHS = _pairs(
    "jan=january feb=february apr=april jun=june jul=july aug=august sep=september sept=september"
    " oct=october nov=november dec=december"
)
_MONTHS = {*_SHORT_MONTHS.values(), "march", "may"}

_STATEMENT = 1000
"""Characters; whole articles are not kept at hand."""

Opening = Literal[0, 1, 2]


@dataclass(frozen=True, slots=True)
class Word:
    word: str
    opens: Opening = 0
    """A clause begins with it: 1; or a sentence: 2."""
    gap: bool = False
    """The outlet says, with three dots, that it left out what stood before it."""
    inserted: bool = False
    """An editor put it there, between brackets."""


def words_of(text: str) -> tuple[str, ...]:
    """Lower case, without marks; contractions written out, so that "don't" holds a "not"."""
    return tuple(word.word for word in _read(_plain(text)))


def wording_of(text: str) -> tuple[Word, ...]:
    """Each number is one word, whatever it was written in."""
    return _kept_wording(text) if len(text) <= _STATEMENT else _wording(text)


@lru_cache(4096)
def _kept_wording(text: str) -> tuple[Word, ...]:
    return _wording(text)


def _wording(text: str) -> tuple[Word, ...]:
    plain = _without_accents(_plain(text))
    for pattern, by in _REWRITES:
        plain = pattern.sub(by, plain)
    for sign, name in _CURRENCIES.items():
        plain = plain.replace(sign, name)
    spelled = [replace(word, word=spelling_of(word.word)) for word in _read(plain)]
    return tuple(_dated(list(_counted(spelled))))


def spelling_of(word: str) -> str:
    """American where there are two."""
    if word in _SPELLED:
        return _SPELLED[word]
    for pattern, by in _ENDED_SO:
        word, changed = pattern.subn(by, word)
        if changed:
            return word
    return word


def is_number(word: str) -> bool:
    return word[0].isdigit()


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub("[’‘`´]", "'", plain)


def _without_accents(plain: str) -> str:
    plain = _INVISIBLE.sub("", plain)
    apart = unicodedata.normalize("NFD", plain)
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))


def _read(text: str) -> Iterator[Word]:
    last, inside = 0, False
    for found in _TOKEN.finditer(text):
        between = text[last : found.start()]
        inside = _is_inside(between, inside)
        opens = _opening(between) if last else 2
        last = found.end()
        gap = _GAP.search(between) is not None
        for number, word in enumerate(_written_out(found[0])):
            yield Word(word, 0 if number else opens, gap and not number, inside)


def _is_inside(between: str, inside: bool) -> bool:
    """The last bracket tells."""
    marks = _MARK.findall(between)
    return marks[-1] == "[" if marks else inside


def _opening(between: str) -> Opening:
    whole = _GAP.sub(",", between)
    if _SENTENCE.search(whole):
        return 2
    return 1 if _CLAUSE.search(whole) else 0


def _written_out(word: str) -> tuple[str, ...]:
    if word[0].isdigit():
        return (re.sub(r",(?=\d{3}\b)", "", word),)
    if word in _IRREGULAR:
        return (_IRREGULAR[word], "not")
    if word.endswith("n't"):
        return (word[:-3], "not")
    stem, mark, ending = word.rpartition("'")
    written = _ENDINGS.get(mark + ending)
    return (stem, written) if stem and written else (word.replace("'", ""),)


def _counted(words: Sequence[Word]) -> Iterator[Word]:
    """With every number in digits; of an ordinal, "th" follows it."""
    at = 0
    while at < len(words):
        value, ordinal, end = _number_at(words, at)
        if value is None:
            yield words[at]
            at += 1
            continue
        yield replace(words[at], word=f"{value.normalize():f}")
        if ordinal:
            yield Word("th", inserted=words[at].inserted)
        at = end


def _number_at(words: Sequence[Word], at: int) -> tuple[Decimal | None, bool, int]:
    """What a number that begins there is worth, whether it is an ordinal, where it ends."""
    total, current, spelled, end = Decimal(0), None, False, at
    while end < len(words) and (end == at or not words[end].opens):
        word = words[end].word
        if word in _ORDINALS and _takes(current, _ORDINALS[word], spelled):
            return total + (current or 0) + _ORDINALS[word], True, end + 1
        if word in _TH and current is not None and not spelled:
            return total + current, True, end + 1
        grown = _grown(word, words[end + 1 : end + 2], current, spelled)
        if grown is not None:
            current, spelled = grown, not word[0].isdigit()
        elif word in _SCALES and current is not None:
            total, current, spelled = total + current * _SCALES[word], None, True
        elif not _joins(words, end, current if spelled else None):
            break
        end += 1
    found = end > at
    return (total + (current or 0) if found else None), False, end


def _joins(words: Sequence[Word], at: int, current: Decimal | None) -> bool:
    """The "and" of "two hundred and five"."""
    following = words[at + 1].word if at + 1 < len(words) else ""
    value = _ONES.get(following, _TENS.get(following))
    hundreds = current is not None and current >= 100 and current % 100 == 0
    return words[at].word == "and" and hundreds and value is not None


def _grown(
    word: str, following: Sequence[Word], current: Decimal | None, spelled: bool
) -> Decimal | None:
    """A number with one more word of it; None where the word is none of it."""
    if _DIGITS.fullmatch(word):
        return Decimal(word) if current is None else None
    if word in ("a", "an") and current is None:
        large = following and following[0].word in ("hundred", *_SCALES)
        return Decimal(1) if large and not following[0].opens else None
    if word == "hundred" and current is not None and current < 100:
        return current * 100
    value = _ONES.get(word, _TENS.get(word))
    if value is None or not _takes(current, value, spelled):
        return None
    return (current or 0) + value


def _takes(current: Decimal | None, value: Decimal, spelled: bool) -> bool:
    """After "two hundred" anything below a hundred may follow, after "forty" what is below ten."""
    if current is None:
        return True
    if not spelled:
        return False
    if current >= 100:
        return current % 100 == 0
    return current >= 20 and current % 10 == 0 and value < 10


def _dated(words: list[Word]) -> Iterator[Word]:
    """Days before their months, as "3 march"."""
    at = 0
    while at < len(words):
        month, end = _day_and_month(words, at)
        if month is None:
            yield words[at]
        else:
            yield from month
        at = end


def _day_and_month(words: list[Word], at: int) -> tuple[Iterable[Word] | None, int]:
    here = words[at]
    after = _without_th(words, at + 1)
    if _is_month(here) and at + 1 < len(words) and _is_day(words[at + 1]):
        day = replace(words[at + 1], opens=here.opens, gap=here.gap)
        return (day, replace(here, word=_month(here), opens=0, gap=False)), _without_th(
            words, at + 2
        )
    if _is_day(here):
        skipped = after + (after < len(words) and words[after].word == "of")
        if skipped < len(words) and _is_month(words[skipped]):
            return (here, replace(words[skipped], word=_month(words[skipped]))), skipped + 1
    return None, at + 1


def _without_th(words: list[Word], at: int) -> int:
    return at + (at < len(words) and words[at].word == "th")


def _is_month(word: Word) -> bool:
    return _month(word) in _MONTHS


def _month(word: Word) -> str:
    return _SHORT_MONTHS.get(word.word, word.word)


def _is_day(word: Word) -> bool:
    return word.word.isdecimal() and len(word.word) <= 2 and 1 <= int(word.word) <= 31
