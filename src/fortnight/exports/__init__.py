"""What a person takes along: the fourteen days as a calendar, as a leaflet, and as a page for a doctor.

Values of the core in, bytes out. Nothing here asks a clock: what tells when something was made is given. The libraries
that write calendars and PDF come with the site, so whoever can do without loads these modules where they are needed.
"""
