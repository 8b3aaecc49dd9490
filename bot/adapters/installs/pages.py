"""What a person sees in the browser after an install: that it is done, or what to do instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from slack_bolt import BoltResponse
from slack_bolt.oauth.callback_options import CallbackOptions, FailureArgs, SuccessArgs
from slack_sdk.oauth.installation_store import Bot

_REMEDIES = {
    "access_denied": "Nothing was installed, because it was not allowed.",
    "invalid_browser": "Start and finish the install in the same browser, and allow cookies.",
    "invalid_state": "This took more than ten minutes, or the page was loaded twice.",
    "missing_code": "Slack sent no code along.",
    "invalid_code": "Slack does not know the code any more, or could not be reached.",
    "storage_error": "What Slack gave could not be kept. Try again in a minute.",
}


def callbacks(installed: Callable[[Bot], None], again: str) -> CallbackOptions:
    """`installed` is told of each bot once it is kept; `again`: where an install begins."""

    def success(args: SuccessArgs) -> BoltResponse:
        bot = args.installation.to_bot()
        installed(bot)
        name = bot.enterprise_name if bot.is_enterprise_install else bot.team_name
        words = "Invite it to a channel with <code>/invite @Verbatim</code>, then type "
        done = f"<p>{words}<code>/quotes follow</code> and a name.</p>"
        return _page(200, f"Verbatim is in {name or 'your workspace'}", done)

    def failure(args: FailureArgs) -> BoltResponse:
        remedy = _REMEDIES.get(args.reason, f"Slack says: {escape(args.reason[:80])}.")
        link = f'<p><a href="{escape(again)}">Begin again</a></p>'
        status = args.suggested_status_code
        return _page(status, "Verbatim was not installed", f"<p>{remedy}</p>{link}")

    return CallbackOptions(success=success, failure=failure)


def _page(status: int, title: str, body: str) -> BoltResponse:
    head = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" '
        'content="width=device-width, initial-scale=1">'
    )
    shown = escape(title)
    page = f"{head}<title>{shown}</title><main><h1>{shown}</h1>{body}</main></html>"
    headers: dict[str, str | Sequence[str]] = {
        "Content-Type": "text/html; charset=utf-8",
        # The address holds the code.
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
        "Content-Security-Policy": "default-src 'none'",
    }
    return BoltResponse(status=status, headers=headers, body=page)
