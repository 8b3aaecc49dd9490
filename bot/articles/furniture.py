"""text -> the lines of it that are story: prompts, captions and repeated pull quotes are not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_WHOLE = frozenset(
    """
    about the author
    ad
    advertisement
    advertising
    all rights reserved
    back to top
    close
    comment
    comments
    continue reading
    copy link
    copy link to clipboard
    editors' picks
    email
    explore more
    facebook
    follow us
    full story
    image
    image source
    join the conversation
    keep reading
    latest news
    leave a comment
    leave a reply
    listen
    live
    loading
    log in
    menu
    more from this author
    more on this story
    more on this topic
    more stories
    most popular
    most read
    most viewed
    next article
    previous article
    print
    print this page
    promoted
    read full story
    read more
    read the full story
    recommended
    recommended for you
    related
    related articles
    related content
    related news
    related stories
    related topics
    save
    scroll to continue
    see also
    share
    share on facebook
    share on twitter
    share on whatsapp
    share this
    share this article
    share this story
    show more
    sign in
    sign up
    skip advertisement
    skip to content
    skip to main content
    source
    source link
    sponsored
    story continues below
    story continues below advertisement
    subscribe
    subscribe now
    tap to unmute
    top stories
    topics
    trending
    trending now
    tweet
    twitter
    view all
    view comments
    watch
    watch live
    whatsapp
    you may also like
    you might also like
    your email address will not be published
    your email address will not be published required fields are marked
    """.strip().splitlines()
)
_WHOLE_WORDS = frozenset(" ".join(line.split()) for line in _WHOLE)

_OPENING = re.compile(
    r"""(?:
    (?:read|see|watch|listen|hear)(?:\ (?:more|also|next|now|here|live))?\ ?[:|>»]
  | also\ read\b | read\ also\b | read\ more\b | more:\ | related:\ | don['’]t\ miss\b
  | (?:photo|photos|image|images|picture|photograph|video|graphic|caption|credit|file)\ ?[:(]
  | (?:photo|image|picture|photograph)\ (?:by|credit|courtesy|source|caption)\b
  | (?:sign\ up|subscribe|register)\ (?:to|for|here|now|today)\b
  | (?:get|have)\ (?:the|our|more)\ .{0,40}(?:newsletter|inbox|delivered|alerts)
  | (?:download|install)\ (?:the|our)\ .{0,30}app\b
  | (?:follow|like|find)\ .{1,60}\ on
    \ (?:twitter|x|facebook|instagram|telegram|youtube|tiktok|linkedin)\b
  | click\ (?:here|on|to)\b | tap\ (?:here|to)\b
  | (?:copyright|©|\(c\))\ ?(?:\d{4}|by|the)?
  | (?:additional\ )?(?:reporting|writing|editing)\ by\b
  | (?:tags|topics|categories|filed\ under|posted\ in|last\ updated|updated|published)\ ?:
  | (?:this|the)\ (?:article|story|post|piece)\ (?:was|has\ been|is|first|originally)\ .{0,60}
    (?:published|updated|syndicated|appeared|translated|corrected)
  | (?:share|print|email|save)\ this\b | advertisement\b
  | you\ (?:can|may)\ unsubscribe\b | by\ (?:signing\ up|subscribing|clicking)\b
  | (?:our|the)\ (?:free\ )?(?:daily|weekly|morning|evening)\ newsletter\b
  | (?:we|this\ site)\ uses?\ cookies\b | required\ fields\ are\ marked\b
  | (?:save|notify)\ (?:my|me)\ .{0,40}(?:name|email|comments)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_CREDIT = re.compile(
    r"(?:photo(?:graph)?|image|picture|credit)s?\s?(?:by|credit)?\s?:\s?\S.{0,80}$"
    r"|\b(?:getty images|ap photo|afp|epa|shutterstock|handout|file photo)\)?\.?$",
    re.IGNORECASE,
)
_LONGEST_PROMPT = 400
"""Characters: no prompt or caption is longer, and a paragraph that is gets listened to."""

GRAM = 5
"""Words in a row that make two lines the same words."""


@dataclass(frozen=True, slots=True)
class Line:
    """Where a line's own characters stand, without the white space around them."""

    start: int
    end: int


def story_lines(text: str) -> list[Line]:
    """Every line with words that is not furniture, in order; the text is left as it is."""
    lines = list(_lines(text))
    repeated = _repeats([_words(text[line.start : line.end]) for line in lines])
    return [
        line
        for number, line in enumerate(lines)
        if number not in repeated and not is_prompt(text[line.start : line.end])
    ]


def is_prompt(line: str) -> bool:
    """A line that speaks to the reader, or credits a picture, instead of telling the story."""
    if len(line) > _LONGEST_PROMPT:
        return False
    if " ".join(_words(line)) in _WHOLE_WORDS:
        return True
    return bool(_OPENING.match(line.lstrip("•*->»–— \t")) or _CREDIT.search(line))


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for line in text.splitlines(keepends=True):
        own = line.strip()
        if any(map(str.isalnum, own)):
            lead = len(line) - len(line.lstrip())
            yield Line(start + lead, start + lead + len(own))
        start += len(line)


def _words(line: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:['’][^\W_]+)?", line.lower())


def _repeats(lines: Sequence[list[str]]) -> set[int]:
    """Numbers of lines whose words all stand, in a row, in a longer line or in an earlier one."""
    holder: dict[tuple[str, ...], int] = {}
    for number, words in enumerate(lines):
        for gram in _grams(words):
            held = holder.get(gram)
            if held is None or len(lines[held]) < len(words):
                holder[gram] = number
    return {number for number, words in enumerate(lines) if _is_held(number, words, holder)}


def _grams(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + GRAM]) for at in range(len(words) - GRAM + 1))


def _is_held(number: int, words: Sequence[str], holder: dict[tuple[str, ...], int]) -> bool:
    holders = {holder[gram] for gram in _grams(words)}
    return len(holders) == 1 and number not in holders
