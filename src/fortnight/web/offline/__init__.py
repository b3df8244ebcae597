"""Without a network: the service worker, the page it falls back to, and the switch that saves pages on a device."""
