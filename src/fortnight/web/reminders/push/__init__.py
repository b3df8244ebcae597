"""Web push: encrypted for one browser, signed by this installation, sent to a push service that reads neither."""
