"""Adds up the sizes of the files of a dataset, and hands in what can be handed in for one.

With CLOWDER_VERSION=2 pyclowder has the files as one archive; with 1 its own call for that fails (it is
written wrongly), and they are asked for one by one.
"""

import os
import tempfile

import pyclowder.datasets
import pyclowder.files
from pyclowder.extractors import Extractor


class Sums(Extractor):
    def __init__(self):
        Extractor.__init__(self)
        self.setup()

    def process_message(self, connector, host, secret_key, resource, parameters):
        dataset = resource["id"]
        paths = resource["local_paths"]
        if not paths:
            paths = [pyclowder.files.download(connector, host, secret_key, f["id"]) for f in resource["files"]]
        names = [f.get("filename", f.get("name")) for f in resource["files"]]
        found = {
            "name": resource["name"],
            "files": sorted(names),
            "unpacked": sorted(os.path.basename(path) for path in paths),
            "bytes": sum(os.path.getsize(path) for path in paths),
        }
        connector.message_process(resource, "Added up %d files." % len(paths))
        metadata = self.get_metadata(found, "dataset", dataset, host)
        pyclowder.datasets.upload_metadata(connector, host, secret_key, dataset, metadata)
        pyclowder.datasets.upload_tags(connector, host, secret_key, dataset, {"tags": ["added up"]})
        with tempfile.TemporaryDirectory() as folder:
            total = os.path.join(folder, "total.txt")
            with open(total, "w", encoding="utf-8") as out:
                out.write(str(found["bytes"]))
            pyclowder.files.upload_to_dataset(connector, host, secret_key, dataset, total)
            made = pyclowder.datasets.create_empty(connector, host, secret_key, "Sums", "Made by a test.")
            pyclowder.files.upload_to_dataset(connector, host, secret_key, made, total)
            if os.getenv("CLOWDER_VERSION") == "2":
                pyclowder.datasets.upload_preview(
                    connector, host, secret_key, dataset, total, None, "text/plain", visualization_name="Total"
                )
                pyclowder.datasets.upload_thumbnail(connector, host, secret_key, dataset, total)


if __name__ == "__main__":
    Sums().start()
