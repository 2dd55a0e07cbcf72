"""Fails at every try: it asks its host for a file that is not there.

With CLOWDER_VERSION=1 the text of that error holds the job's key, as such texts do; with 2 it is put
there, as by an extractor that is careless in its own words. The key is printed too, so that a test
knows what must not appear anywhere.
"""

import pyclowder.files
from pyclowder.extractors import Extractor


class Raises(Extractor):
    def __init__(self):
        Extractor.__init__(self)
        self.setup()

    def process_message(self, connector, host, secret_key, resource, parameters):
        print("SECRET " + secret_key, flush=True)
        try:
            pyclowder.files.download_info(connector, host, secret_key, "no-such-file")
        except Exception as e:
            if secret_key in str(e):
                raise
            raise RuntimeError("%s, asked with ?key=%s" % (e, secret_key)) from e


if __name__ == "__main__":
    Raises().start()
