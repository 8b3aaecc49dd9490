"""The web over httpx: bounded in bytes, time and reach, and polite to its hosts."""
