"""What a photo of the course tells those above it: the conversation joins here."""

from fortnight.web.course_photos.models import CoursePhoto
from fortnight.web.ground.hooks import Hook

photo_shared: Hook[[CoursePhoto], bool] = Hook()
"""A photo is being shared with the clinic; whether somebody there can see it now."""
