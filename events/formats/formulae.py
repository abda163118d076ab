"""What a spreadsheet takes for the beginning of a formula: as OWASP lists it, in full width too.

Blanks, byte order marks and what nobody sees are passed over by one program or another before it looks.
"""

_PASSED_OVER = "\\s\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
SIGNS = "=+\\-@＝＋－＠"

# Patterns: what may stand before the sign; and a beginning that is dangerous, where a tab or a line break is, too.
BEFORE_A_SIGN = f"[{_PASSED_OVER}]*"
BEGINNING = f"{BEFORE_A_SIGN}[{SIGNS}\t\r\n]"
