"""Verbatim hears what officials say and tells a newsroom at once, with the exact words.

News goes one way, and each noun on it is a room beside this file:
source -> entry -> article -> statement -> tone -> timeline -> shift -> alert -> Slack.
`desk` holds the duties, `ports` what they ask of the world, `adapters` the world itself.
"""

import os

# onnxruntime reports to its maker, under an id that it leaves in the home folder, unless it is
# told not to before its first import (Privacy.md in its package). What a newsroom does is
# nobody else's business.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
