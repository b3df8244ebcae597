"""Around the fourteen days: before a session, the look back after it, and all sessions of a person as one course."""
