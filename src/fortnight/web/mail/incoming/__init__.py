"""Mail on its way in: fetched or taken, stored as it came, read apart, matched to a conversation, shown on the desk."""
