"""Small files of sources, made by hand: web pages and PDFs with little in them."""

import zlib
from collections.abc import Sequence

ARTICLE = """<!DOCTYPE html>
<html lang="es"><head><meta charset="utf-8"><title>Bolivia abre embajada - El Diario</title>
<link rel="canonical" href="https://diario.example/embajada">
<meta property="og:site_name" content="El Diario"><meta name="author" content="Paola Flores">
<meta property="article:published_time" content="2019-11-28T10:00:00-04:00"></head>
<body><nav><a href="/">Inicio</a> <a href="/politica">Política</a></nav>
<article><h1>Bolivia abre embajada</h1>
<p>La Paz.— El ministro dijo: “No nos vamos a rendir”, según informó la agencia AP el jueves, en la ciudad.</p>
<p>La decisión será revisada en los próximos meses, y el diálogo con otros países de la región seguirá como antes.</p>
</article><footer>© 2020 El Diario. Todos los derechos reservados.</footer></body></html>
"""


def make_pdf(pages: Sequence[str], *, about: str = "", trailer: str = "", content: bytes | None = None) -> bytes:
    """A PDF with one line of text on each page; `about` goes into its information, `content` is a page's stream."""
    number = len(pages)
    kids = " ".join(f"{4 + 2 * place} 0 R" for place in range(number))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {number} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for place, text in enumerate(pages):
        lines = "".join(f"({line}) Tj T* " for line in text.replace("(", r"\(").replace(")", r"\)").split("\n"))
        stream = (
            zlib.compress(f"BT /F1 12 Tf 14 TL 72 720 Td {lines}ET".encode("cp1252")) if content is None else content
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * place} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(f"<< /Length {len(stream)} /Filter /FlateDecode >>\nstream\n".encode() + stream + b"\nendstream")
    objects.append(f"<< {about} >>".encode())
    return _written(objects, trailer)


def _written(objects: Sequence[bytes], trailer: str) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R {trailer} >>\n"
    return out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}startxref\n{len(out)}\n%%EOF\n".encode()
