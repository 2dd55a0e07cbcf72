"""Hands in all that an extractor can make of a file, by the calls that pyclowder has for it."""

import base64
import os
import tempfile

import pyclowder.files
from pyclowder.extractors import Extractor

# Four pixels.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEklEQVR4nGM4UaGhUXGCAUIBACduBaEwV4wTAAAAAElFTkSuQmCC"
)
PAGE = b"<p>seen</p><script>document.body.textContent = 'ran'</script>"


class Pictures(Extractor):
    def __init__(self):
        Extractor.__init__(self)
        self.setup()

    def process_message(self, connector, host, secret_key, resource, parameters):
        file_id = resource["id"]
        with tempfile.TemporaryDirectory() as folder:
            picture = self.write(folder, "picture.png", PNG)
            page = self.write(folder, "page.html", PAGE)
            pyclowder.files.upload_preview(
                connector, host, secret_key, file_id, picture, {"width": 2}, "image/png", visualization_name="Overview"
            )
            pyclowder.files.upload_preview(connector, host, secret_key, file_id, page, None, "text/html")
            pyclowder.files.upload_thumbnail(connector, host, secret_key, file_id, picture)
            pyclowder.files.upload_tags(connector, host, secret_key, file_id, {"tags": ["coal", "shift"]})
            metadata = self.get_metadata({"pixels": 4}, "file", file_id, host)
            pyclowder.files.upload_metadata(connector, host, secret_key, file_id, metadata)
            dataset = resource["parent"]["id"]
            if dataset:
                pyclowder.files.upload_to_dataset(connector, host, secret_key, dataset, picture)

    @staticmethod
    def write(folder, name, content):
        path = os.path.join(folder, name)
        with open(path, "wb") as out:
            out.write(content)
        return path


if __name__ == "__main__":
    Pictures().start()
