"""Verbatim hears what officials say and tells a newsroom at once, with the exact words.

News goes one way, and each noun on it is a room beside this file:
source -> entry -> article -> statement -> tone -> timeline -> shift -> alert -> Slack.
`desk` holds the duties, `ports` what they ask of the world, `adapters` the world itself.
"""
