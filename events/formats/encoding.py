"""In which encoding a file is: UTF-8, with a byte order mark or without, and no other."""

BOM = b"\xef\xbb\xbf"


def refuse_other_encodings(beginning: bytes) -> str:
    """Why the beginning of a file is not that of a text in UTF-8; "" where it may be."""
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in beginning[:4]:
        return "the file is in UTF-16 or UTF-32; save it as UTF-8 (in Excel: “CSV UTF-8”)"
    if beginning.startswith((b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")):
        return "the file is packed, or a spreadsheet's own format; save it as “CSV UTF-8” or NDJSON"
    return ""


def without_break(line: bytes) -> bytes:
    """A line without its end and without blanks around it."""
    return line.strip(b" \t\r\n")
