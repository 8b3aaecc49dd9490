"""link -> the form in which two links to one story are the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

_TRACKERS = frozenset(
    """
    fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid igshid mc_cid mc_eid _ga
    _gl ocid cid ito ftag ncid smid smtyp cmpid cmp icid xtor sref sr_share spm ref
    referrer ref_src ref_url source feature partner syndication guccounter guce_referrer
    at_medium at_campaign at_custom1 at_link_id at_format at_link_type at_link_origin
    at_bbc_team amp outputtype
    """.strip()
    .replace("\n", " ")
    .split(" ")
) - {""}
"""Parameters that say who sent the reader, or in which dress; never which story."""
_TRACKING = re.compile(r"(?:utm|pk|mtm|hsa|vero|ns|wt|at)_[a-z0-9_]{1,40}$")
_MOBILE = re.compile(r"(?:www[0-9]?|m|mobile|amp|touch)\.(?=[^.]+\.)")
_AMP_CACHE = re.compile(r"/(?:amp/|[cvi]/)?s/(?=[^/]+\.[^/]+)", re.IGNORECASE)
_AMP = re.compile(r"^/amp(?=/)|(?:/amp|\.amp)(?=/?$|\.html$)", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def web_link(base: str, link: str) -> str:
    """Absolute, http(s) and elsewhere, or empty: only such links are fetched or shown."""
    try:
        whole = urljoin(base, link.strip()) if link.strip() else ""
        parts = urlsplit(whole)
        good = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        return ""
    return whole if good and whole != base and whole.isprintable() else ""


def canonical(link: str) -> str:
    """For comparing alone; people are shown the link as it was given."""
    try:
        parts = urlsplit(_out_of_cache(link))
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return link
    where = _MOBILE.sub("", host, count=1) + _port(parts.scheme, port)
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=~-._")
    path = _AMP.sub("", path).rstrip("/")
    query = urlencode(sorted(_telling(parts.query)))
    return f"{where}{path}" + (f"?{query}" if query else "") + _route(parts.fragment)


def _out_of_cache(link: str) -> str:
    """Pages that a search engine keeps a copy of name the original in their path."""
    parts = urlsplit(link)
    host = parts.hostname or ""
    kept = host.endswith(".cdn.ampproject.org") or (
        host.startswith("www.google.") and parts.path.startswith("/amp/")
    )
    start = _AMP_CACHE.match(parts.path) if kept else None
    if start is None:
        return link
    query = f"?{parts.query}" if parts.query else ""
    return f"https://{parts.path[start.end() :]}{query}"


def _port(scheme: str, port: int | None) -> str:
    return "" if port in (None, _DEFAULT_PORTS.get(scheme)) else f":{port}"


def _telling(query: str) -> Iterator[tuple[str, str]]:
    for name, value in parse_qsl(query, keep_blank_values=True):
        low = name.lower()
        if low not in _TRACKERS and not _TRACKING.match(low):
            yield name, value


def _route(fragment: str) -> str:
    """Some sites of one page put the story behind the hash; other fragments are places in one."""
    return f"#{fragment}" if fragment.startswith(("!", "/")) else ""
