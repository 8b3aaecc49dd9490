"""OPML, as feed readers exchange it <-> sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import quoteattr

from lxml import etree

from bot.errors import BadInput
from bot.sources.charset import decode
from bot.sources.link import canonical, web_link
from bot.sources.source import Source

_DECLARATION = re.compile(r"\s{0,100}<\?xml[^>]{0,300}\?>")


def read_opml(body: bytes, filename: str) -> list[Source]:
    """Each feed once, on the shelf that the outermost outline around it names."""
    text = decode(body)
    if "<!ENTITY" in text:
        raise BadInput(f"{filename} declares XML entities, which OPML has no need of; not read")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(_DECLARATION.sub("", text, count=1).encode(), parser)
    except (etree.LxmlError, ValueError) as error:
        raise BadInput(f"{filename} is not OPML: {error}") from error
    if root is None or str(root.tag).lower() != "opml":
        raise BadInput(f"{filename} is not OPML: its first tag is not <opml>")
    try:
        return list(_told_apart(_sources(root)))
    except UnicodeError as error:
        raise BadInput(f"{filename} holds characters that do not exist; not read") from error


def _sources(root: etree._Element) -> Iterator[Source]:
    for outline in root.iter("outline"):
        url = web_link("", outline.get("xmlUrl", ""))
        if url:
            name = _words(outline.get("title") or outline.get("text") or "") or canonical(url)
            yield Source(id=_slug(name), name=name, url=url, section=_shelf(outline))


def _shelf(outline: etree._Element) -> str:
    names = [_words(above.get("text") or "") for above in outline.iterancestors("outline")]
    return names[-1] if names else ""


def _told_apart(sources: Iterator[Source]) -> Iterator[Source]:
    """One address once; of two with one name the second gets a number."""
    addresses: set[str] = set()
    ids: dict[str, int] = {}
    for source in sources:
        if source.url in addresses:
            continue
        addresses.add(source.url)
        ids[source.id] = ids.get(source.id, 0) + 1
        suffix = f"-{ids[source.id]}" if ids[source.id] > 1 else ""
        yield Source(source.id + suffix, source.name, source.url, section=source.section)


def write_opml(sources: Sequence[Source]) -> str:
    shelves: dict[str, list[Source]] = {}
    for source in sources:
        shelves.setdefault(source.section or "sources", []).append(source)
    body = "".join(
        f"    <outline text={quoteattr(shelf)}>\n{''.join(map(_outline, held))}    </outline>\n"
        for shelf, held in shelves.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n'
        f"  <head><title>Verbatim</title></head>\n  <body>\n{body}  </body>\n</opml>\n"
    )


def _outline(source: Source) -> str:
    name, url = quoteattr(source.name), quoteattr(source.url)
    return f'      <outline type="rss" text={name} title={name} xmlUrl={url}/>\n'


def write_toml(source: Source) -> str:
    """The lines of `sources.toml` for it."""
    keys = {"id": source.id, "name": source.name, "url": source.url, "section": source.section}
    lines = [f"{key} = {_quoted(value)}" for key, value in keys.items() if value]
    return "\n".join(["[[source]]", *lines]) + "\n"


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _words(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _slug(name: str) -> str:
    return re.sub(r"[\W_]+", "-", name.lower()).strip("-")[:60] or "source"
