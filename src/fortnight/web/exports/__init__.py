"""What a person takes along: a private feed for their calendar, a leaflet, and a summary for their doctor."""
