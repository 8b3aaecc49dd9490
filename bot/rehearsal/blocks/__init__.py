"""What Slack accepts as blocks and views, as tables of shapes."""
