"""What is said about a photo: why a file is not taken, what stood in the way of reading, and how to take it better."""

from django.utils.translation import gettext_lazy as _

from fortnight.web.photos.reading.model import PhotoRefusal, PhotoTrouble

REFUSED = {
    PhotoRefusal.EMPTY: _("There was no photo. Take one, or choose one from this device."),
    PhotoRefusal.TOO_LARGE: _("This file is larger than 12 MB. Take the photo again at a smaller size."),
    PhotoRefusal.TOO_MANY_PIXELS: _("This photo has too many pixels. Take it again at a smaller size."),
    PhotoRefusal.TOO_SMALL: _("This picture is too small to read anything on it. Send the photo at its full size."),
    PhotoRefusal.NO_PICTURE: _("This file is not a photo that can be read here. Send a JPEG, a PNG or a WebP."),
    PhotoRefusal.HEIC: _(
        "This photo is in the HEIC format, which cannot be read here. Send a screenshot of it, or let the camera "
        "save as JPEG (on an iPhone: Settings, Camera, Formats, Most Compatible)."
    ),
    PhotoRefusal.MOVING: _("This image is animated. Send a still photo."),
    PhotoRefusal.BROKEN: _("This photo is damaged or did not upload fully. Send it again, or take another."),
    PhotoRefusal.NO_ROOM: _(
        "We have no room for photos at the moment. Describe what matters in words, and send the photo later."
    ),
}

TROUBLES = {
    PhotoTrouble.DARK: (
        _("The photo is too dark to read."),
        _("Go to a window or switch on a lamp, and keep your own shadow off the label."),
    ),
    PhotoTrouble.BLURRED: (
        _("The photo is too blurred to read."),
        _("Wipe the lens, rest your hands on something, tap on the text to focus, and wait until it is sharp."),
    ),
    PhotoTrouble.CURVED: (
        _("The label curves too much to read."),
        _("Turn the bottle so the list faces you, step back a little and zoom in. Or take 2 photos, one of each half."),
    ),
    PhotoTrouble.NO_TEXT: (
        _("We could not find any text in the photo."),
        _("Move closer, until the list of ingredients fills the picture from edge to edge."),
    ),
    PhotoTrouble.NO_BARCODE: (
        _("We could not find a barcode in the photo."),
        _("Keep the barcode level, filling half the picture, with no glare on it. Or enter the number."),
    ),
    PhotoTrouble.UNSURE: (
        _("Parts of it were hard to read."),
        _("Check each line against the photo. More light, a closer shot and less glare work better."),
    ),
}
ENOUGH = _("That was a lot of photos in a short time. Wait a little, or type the list instead.")

KEPT_ENOUGH = _("You have reached the limit for saved photos, so this one was not saved. Delete some to save others.")
