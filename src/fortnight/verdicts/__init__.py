"""May I use it? The judge of products and activities: start at `judge.py`, rules of its own are in `data/`."""
