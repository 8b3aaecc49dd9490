"""The end of an installation: told by events that may come late, twice, or in either order."""

from __future__ import annotations

from collections.abc import Callable

from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import WebClient

from bot.adapters.installs.installations import Installations

_DEAD = {"account_inactive", "invalid_auth", "token_revoked"}


def bid_farewell(
    team: str, installations: Installations, client_of: Callable[[str], WebClient]
) -> bool:
    """Forgets a token that Slack no longer takes; whether there is none now.

    The event is not believed, the token is tried: one that comes after a new installation
    speaks of the old one. What cannot be asked now shows itself at the next post.
    """
    bot = installations.of_team(team)
    if bot is None:
        return True
    if not is_dead(client_of(bot.bot_token)):
        return False
    installations.delete_bot(
        enterprise_id=bot.enterprise_id,
        team_id=None if bot.is_enterprise_install else bot.team_id,
    )
    return True


def is_dead(client: WebClient) -> bool:
    """Certainly: a Slack that does not answer says nothing."""
    try:
        client.auth_test()
    except SlackApiError as error:
        return error.response.get("error") in _DEAD
    except (SlackClientError, OSError):
        return False
    return False
