package io.tallyboard.api.rest;

import io.smallrye.mutiny.Multi;
import io.tallyboard.api.domain.StoredFile;
import io.tallyboard.api.domain.ZipNames;
import io.tallyboard.api.domain.port.FileBytes;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Files as one ZIP archive, made while it is read: a piece of one file at a time in memory. They are not
 * compressed, which would keep a thread busy that serves others.
 */
@ApplicationScoped
public class ZipStream {
  private final FileBytes files;

  ZipStream(FileBytes files) {
    this.files = files;
  }

  public Multi<byte[]> of(List<StoredFile> members) {
    return Multi.createFrom()
        .deferred(
            () -> {
              Archive archive = new Archive();
              ZipNames names = new ZipNames();
              Multi<byte[]> entries =
                  Multi.createFrom()
                      .iterable(members)
                      .onItem()
                      .transformToMultiAndConcatenate(
                          file -> entry(archive, names.next(file.name()), file));
              return Multi.createBy()
                  .concatenating()
                  .streams(entries, Multi.createFrom().item(archive::finish))
                  .filter(bytes -> bytes.length > 0);
            });
  }

  private Multi<byte[]> entry(Archive archive, String name, StoredFile file) {
    Multi<byte[]> bytes =
        files
            .open(file)
            .onItem()
            .transformToMulti(opened -> Multi.createFrom().publisher(opened.bytes()))
            .map(archive::write);
    return Multi.createBy()
        .concatenating()
        .streams(
            Multi.createFrom().item(() -> archive.open(name, file.createdAt())),
            bytes,
            Multi.createFrom().item(archive::close));
  }

  /** What was made of an archive and not handed on yet. For one reader, one call after the other. */
  private static final class Archive {
    private final ByteArrayOutputStream made = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(made);

    Archive() {
      zip.setLevel(Deflater.NO_COMPRESSION);
    }

    /** A step that cannot fail: it writes into memory. */
    @FunctionalInterface
    private interface Step {
      void run() throws IOException;
    }

    private byte[] after(Step step) {
      try {
        step.run();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      byte[] bytes = made.toByteArray();
      made.reset();
      return bytes;
    }

    byte[] open(String name, Instant at) {
      ZipEntry entry = new ZipEntry(name);
      entry.setLastModifiedTime(FileTime.from(at));
      return after(() -> zip.putNextEntry(entry));
    }

    byte[] write(ByteBuffer buffer) {
      byte[] bytes = FileContent.bytes(buffer);
      return after(() -> zip.write(bytes));
    }

    byte[] close() {
      return after(zip::closeEntry);
    }

    byte[] finish() {
      return after(zip::finish);
    }
  }
}
