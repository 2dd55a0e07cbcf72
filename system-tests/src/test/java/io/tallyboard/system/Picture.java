package io.tallyboard.system;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/** A picture of a page with 256 colours: half as large, and nobody sees the difference in a page of text. */
final class Picture {
  private static final int COLOURS = 256;

  private Picture() {}

  static void write(byte[] png, Path file) throws IOException {
    BufferedImage full = ImageIO.read(new ByteArrayInputStream(png));
    int width = full.getWidth();
    int height = full.getHeight();
    int[] pixels = full.getRGB(0, 0, width, height, null, 0, width);
    int lost = 0;
    Map<Integer, long[]> palette = palette(pixels, lost);
    while (palette.size() > COLOURS) {
      palette = palette(pixels, ++lost);
    }
    int[] colours = new int[COLOURS];
    Map<Integer, Integer> places = new HashMap<>();
    for (Map.Entry<Integer, long[]> entry : palette.entrySet()) {
      long[] sums = entry.getValue();
      int place = places.size();
      places.put(entry.getKey(), place);
      colours[place] = (int) (sums[0] / sums[3] << 16 | sums[1] / sums[3] << 8 | sums[2] / sums[3]);
    }
    IndexColorModel model =
        new IndexColorModel(8, COLOURS, colours, 0, false, -1, DataBuffer.TYPE_BYTE);
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
    byte[] indexes = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      indexes[i] = (byte) (int) places.get(cell(pixels[i], lost));
    }
    small.getRaster().setDataElements(0, 0, width, height, indexes);
    ImageIO.write(small, "png", file.toFile());
  }

  /** The sums of red, green and blue, and the number, of the pixels that are alike in all but the lowest bits. */
  private static Map<Integer, long[]> palette(int[] pixels, int lost) {
    Map<Integer, long[]> cells = new HashMap<>();
    for (int pixel : pixels) {
      long[] sums = cells.computeIfAbsent(cell(pixel, lost), none -> new long[4]);
      sums[0] += pixel >> 16 & 255;
      sums[1] += pixel >> 8 & 255;
      sums[2] += pixel & 255;
      sums[3]++;
    }
    return cells;
  }

  private static int cell(int rgb, int lost) {
    int kept = 255 >> lost << lost;
    return rgb & (kept << 16 | kept << 8 | kept);
  }
}
