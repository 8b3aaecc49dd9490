"""What is documented of each method: the arguments it cannot do without, its answer, its refusals.

Facts, gathered in one small table of our own, so that the contract can be held anywhere; where
`slack-api` lies beside the checkout, `test_contract` compares this table with it.
"""

from __future__ import annotations

from dataclasses import dataclass

EVERYWHERE = frozenset(
    (
        "missing_scope",
        "not_authed",
        "token_revoked",
        "token_expired",
        "account_inactive",
        "not_allowed_token_type",
        "invalid_arg_name",
        "invalid_form_data",
        "invalid_post_type",
        "missing_post_type",
        "ratelimited",
    )
)
"""Refusals documented for (nearly) every method."""

ELSEWHERE = frozenset({"invalid_auth", "unknown_method"})
"""`invalid_auth` is documented for two methods and given by all."""


@dataclass(frozen=True)
class Contract:
    needs: str = ""
    answers: str = ""
    refuses: str = ""
    """Beyond those that every method has."""


_CONTENT = (
    "channel_not_found is_archived not_in_channel no_text invalid_blocks invalid_blocks_format "
    "markdown_text_conflict too_many_attachments"
)
_METADATA = "invalid_metadata_format invalid_metadata_schema metadata_too_large"
_VIEW = "invalid_arguments view_too_large duplicate_external_id"
_TRIGGER = "invalid_trigger_id expired_trigger_id exchanged_trigger_id"
_MESSAGE = "channel_not_found message_not_found"

CONTRACTS = {
    "api.test": Contract(answers="args"),
    "apps.connections.open": Contract(answers="url"),
    "apps.uninstall": Contract(
        "client_id client_secret", "", "invalid_client_id bad_client_secret"
    ),
    "auth.revoke": Contract(answers="revoked"),
    "auth.test": Contract(answers="bot_id team team_id url user user_id"),
    "bots.info": Contract("", "bot", "bot_not_found"),
    "chat.delete": Contract("channel ts", "channel ts", f"{_MESSAGE} cant_delete_message"),
    "chat.deleteScheduledMessage": Contract(
        "channel scheduled_message_id", "", "channel_not_found invalid_scheduled_message_id"
    ),
    "chat.getPermalink": Contract("channel message_ts", "channel permalink", _MESSAGE),
    "chat.postEphemeral": Contract(
        "channel user",
        "message_ts",
        f"{_CONTENT} user_not_in_channel cannot_reply_to_message msg_too_long",
    ),
    "chat.postMessage": Contract(
        "channel",
        "channel message ts",
        f"{_CONTENT} {_METADATA} cannot_reply_to_message msg_blocks_too_long",
    ),
    "chat.scheduleMessage": Contract(
        "channel post_at",
        "channel message post_at scheduled_message_id",
        f"{_CONTENT} {_METADATA} invalid_time time_in_past time_too_far msg_too_long",
    ),
    "chat.update": Contract(
        "channel ts",
        "channel message text ts",
        f"{_MESSAGE} {_METADATA} cant_update_message no_text invalid_blocks msg_too_long "
        "invalid_blocks_format markdown_text_conflict too_many_attachments",
    ),
    "conversations.history": Contract(
        "channel",
        "has_more messages pin_count",
        "channel_not_found not_in_channel invalid_cursor invalid_ts_latest invalid_ts_oldest",
    ),
    "conversations.info": Contract("channel", "channel", "channel_not_found"),
    "conversations.join": Contract(
        "channel",
        "channel",
        "channel_not_found is_archived method_not_supported_for_channel_type",
    ),
    "conversations.list": Contract(
        "", "channels response_metadata", "invalid_cursor invalid_limit invalid_types"
    ),
    "conversations.members": Contract(
        "channel", "members response_metadata", "channel_not_found invalid_cursor invalid_limit"
    ),
    "conversations.open": Contract(
        "",
        "already_open channel no_op",
        "channel_not_found invalid_user_combination too_many_users user_not_found "
        "users_list_not_supplied method_not_supported_for_channel_type",
    ),
    "conversations.replies": Contract(
        "channel ts",
        "has_more messages",
        "channel_not_found thread_not_found invalid_cursor invalid_ts_latest invalid_ts_oldest",
    ),
    "files.completeUploadExternal": Contract(
        "files", "files", "file_not_found invalid_channel not_in_channel"
    ),
    "files.getUploadURLExternal": Contract(
        "filename length",
        "file_id upload_url",
        "missing_argument alt_txt_too_large file_upload_size_restricted",
    ),
    "files.info": Contract("file", "comments file", "file_not_found"),
    "functions.completeError": Contract(
        "function_execution_id error", "", "function_execution_not_found"
    ),
    "functions.completeSuccess": Contract(
        "function_execution_id outputs", "", "function_execution_not_found"
    ),
    "oauth.v2.access": Contract(
        "",
        "access_token app_id authed_user bot_user_id enterprise is_enterprise_install scope team "
        "token_type",
        "bad_client_secret bad_redirect_uri invalid_client_id invalid_code invalid_grant_type "
        "invalid_refresh_token",
    ),
    "reactions.add": Contract(
        "channel name timestamp",
        "",
        f"{_MESSAGE} already_reacted bad_timestamp invalid_name is_archived too_many_emoji",
    ),
    "team.info": Contract("", "team", "team_not_found"),
    "users.conversations": Contract(
        "", "channels response_metadata", "invalid_cursor invalid_limit invalid_types"
    ),
    "users.info": Contract("user", "user", "user_not_found"),
    "users.list": Contract("", "cache_ts members response_metadata", "invalid_cursor"),
    "views.open": Contract("view", "view", f"{_VIEW} {_TRIGGER}"),
    "views.publish": Contract("user_id view", "view", f"{_VIEW} hash_conflict"),
    "views.push": Contract("view", "view", f"{_VIEW} {_TRIGGER} not_found push_limit_reached"),
    "views.update": Contract(
        "view", "view", "view_too_large duplicate_external_id not_found hash_conflict"
    ),
}


def refusals(method: str) -> frozenset[str]:
    return EVERYWHERE | ELSEWHERE | frozenset(CONTRACTS[method].refuses.split())
