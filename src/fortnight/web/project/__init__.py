"""How the site is put together: settings, the environment they come from, addresses, the server."""
