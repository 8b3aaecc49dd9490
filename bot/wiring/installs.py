"""One workspace with a token of ours, or many that install the app themselves."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from urllib.parse import urljoin

from redis import Redis
from slack_bolt import App
from slack_bolt.authorization.authorize import InstallationStoreAuthorize
from slack_bolt.oauth import OAuthFlow
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.token_rotation import TokenRotator

from bot.adapters import newsroom as slack
from bot.adapters.installs.farewell import bid_farewell, is_dead
from bot.adapters.installs.installations import SOON, Installations
from bot.adapters.installs.pages import callbacks
from bot.adapters.installs.states import LIVES, States
from bot.adapters.installs.vault import Vault
from bot.errors import BadCall, Gone
from bot.settings import Settings

SCOPES = ("commands", "chat:write", "files:write", "channels:read", "groups:read")
"""What each install asks for: what the manifest asks for too, and no more."""
INSTALL, BACK = "/slack/install", "/slack/oauth_redirect"

ClientOf = Callable[[str], WebClient]

_NOT_FOUND = (
    "I cannot find my installation in this workspace just now. Try again in a minute;"
    " if it stays so, ask whoever runs me to install me here again."
)


@dataclass(frozen=True, slots=True)
class Workspaces:
    """Where the app is, whichever way it came there."""

    client_of: ClientOf
    """Raises Gone where the app is not installed."""
    departed: Callable[[str], bool]
    """Whether Slack no longer takes the token of a workspace, which is then forgotten."""
    installations: Installations | None
    """None: one workspace, whose token the settings hold."""


def is_shared(chosen: Settings) -> bool:
    """Workspaces install the app themselves; a token of our own goes before that."""
    pair = (chosen.slack_client_id, chosen.slack_client_secret)
    if chosen.slack_bot_token or not any(pair):
        return False
    if not all(pair):
        raise BadCall("SLACK_CLIENT_ID and SLACK_CLIENT_SECRET are set together or not at all")
    return True


def workspaces_of(chosen: Settings, redis: Redis, now: Callable[[], datetime]) -> Workspaces:
    if not is_shared(chosen):
        client = slack.client(chosen.slack_bot_token, chosen.slack_api_url)
        return Workspaces(lambda _team: client, lambda _team: is_dead(client), None)
    installations = installations_of(chosen, redis, now)
    asking = partial(slack.client, base_url=chosen.slack_api_url)

    def client_of(team: str) -> WebClient:
        bot = installations.of_team(team)
        if bot is None:
            raise Gone(f"the app is not installed in {team}", reason="account_inactive")
        # An organisation's token serves all its workspaces: each call says which it means.
        return slack.client(
            bot.bot_token, chosen.slack_api_url, team if bot.is_enterprise_install else None
        )

    departed = partial(bid_farewell, installations=installations, client_of=asking)
    return Workspaces(client_of, departed, installations)


def installations_of(chosen: Settings, redis: Redis, now: Callable[[], datetime]) -> Installations:
    rotator = TokenRotator(
        client_id=chosen.slack_client_id,
        client_secret=chosen.slack_client_secret,
        client=slack.client("", chosen.slack_api_url),
    )

    def rotate(bot: Bot) -> Bot | None:
        return rotator.perform_bot_token_rotation(
            bot=bot, minutes_before_expiration=int(SOON // 60)
        )

    return Installations(redis, Vault(chosen.token_keys), rotate, now)


def bolt(
    chosen: Settings, workspaces: Workspaces, redis: Redis, back: Callable[[Bot], None]
) -> App:
    """Bolt without listeners; `back` is told of every bot that was installed, or came back."""
    client = slack.client(chosen.slack_bot_token, chosen.slack_api_url)
    secret, log = chosen.slack_signing_secret or None, _quiet_log()
    with _alone():
        if workspaces.installations is None:
            return App(
                client=client,
                signing_secret=secret,
                token_verification_enabled=False,
                logger=log,
            )
        flow = OAuthFlow(
            client=client,
            logger=log,
            settings=_oauth(chosen, workspaces.installations, client, redis, back),
        )
        return App(
            client=client,
            signing_secret=secret,
            oauth_flow=flow,
            logger=log,
            user_facing_authorize_error_message=_NOT_FOUND,
        )


def _oauth(
    chosen: Settings,
    installations: Installations,
    client: WebClient,
    redis: Redis,
    back: Callable[[Bot], None],
) -> OAuthSettings:
    settings = OAuthSettings(
        client_id=chosen.slack_client_id,
        client_secret=chosen.slack_client_secret,
        scopes=list(SCOPES),
        user_scopes=[],
        redirect_uri=f"{chosen.url.rstrip('/')}{BACK}" if chosen.url else None,
        install_path=INSTALL,
        install_page_rendering_enabled=False,
        redirect_uri_path=BACK,
        callback_options=callbacks(back, INSTALL),
        authorization_url=urljoin(chosen.slack_api_url, "/oauth/v2/authorize"),
        installation_store=installations,
        installation_store_bot_only=True,
        state_store=States(redis),
        state_expiration_seconds=LIVES,
        logger=_quiet_log(),
    )
    # With the answers to auth.test kept: else each click would ask Slack who we are.
    settings.authorize = InstallationStoreAuthorize(
        logger=_quiet_log(),
        installation_store=installations,
        client_id=chosen.slack_client_id,
        client_secret=chosen.slack_client_secret,
        client=client,
        bot_only=True,
        cache_enabled=True,
    )
    return settings


@contextmanager
def _alone() -> Iterator[None]:
    """Bolt that sees these makes a file store of its own for tokens, and drops ours."""
    names = [name for name in os.environ if name.startswith("SLACK_")]
    kept = {name: os.environ.pop(name) for name in names}
    try:
        yield
    finally:
        os.environ.update(kept)


def _quiet_log() -> logging.Logger:
    """Bolt warns of a token in the environment that it has no use for: it is the client's own."""
    log = logging.getLogger("bot.slack")
    log.setLevel(logging.ERROR)
    return log
