"""What people do in Slack: each act tells the app, and brings back what it answers."""
