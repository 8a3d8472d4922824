package dev.sonde.kernel.display;

import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/** How an image of Java looks: as PNG, in its own size. */
final class ImageContent {

    private ImageContent() {}

    static Map<String, Object> of(RenderedImage image) {
        var bundle = new LinkedHashMap<String, Object>();
        bundle.put("text/plain", "Image of %d × %d pixels".formatted(image.getWidth(), image.getHeight()));
        bundle.put("image/png", Base64.getEncoder().encodeToString(png(image)));
        return bundle;
    }

    private static byte[] png(RenderedImage image) {
        var out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, "png", out)) {
                throw new IllegalArgumentException("PNG cannot hold an image of this kind: " + image.getColorModel());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
