"""`python -m fortnight.web.project COMMAND`: Django's own commands, for developers (makemigrations, shell, ...)."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fortnight.web.project.settings")
execute_from_command_line(sys.argv)
