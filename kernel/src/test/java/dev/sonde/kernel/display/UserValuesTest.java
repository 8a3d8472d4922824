package dev.sonde.kernel.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** Values that are neither the library's nor plain. */
class UserValuesTest {

    private final Renderers renderers = new Renderers();

    /** As a cell may define it. */
    record Measured(String name, double value) {}

    @Test
    void an_image_is_a_picture() throws IOException {
        var image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(2, 1, 0x80336699);
        Map<String, Object> bundle = renderers.render(image);

        assertThat(bundle).containsEntry("text/plain", "Image of 3 × 2 pixels");
        byte[] png = Base64.getDecoder().decode((String) bundle.get("image/png"));
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(read.getWidth()).isEqualTo(3);
        assertThat(read.getRGB(2, 1)).isEqualTo(0x80336699);
    }

    @Test
    void an_exception_shows_its_causes_and_where_they_come_from() {
        var error = new IllegalStateException("<outer>", new RuntimeException("inner"));

        String html = (String) renderers.render(error).get("text/html");

        assertThat(html)
                .contains("java.lang.IllegalStateException: &lt;outer&gt;")
                .contains("Caused by: java.lang.RuntimeException: inner")
                .contains("UserValuesTest.an_exception_shows_its_causes_and_where_they_come_from");
    }

    @Test
    void an_exception_that_causes_itself_is_shown_once() {
        var first = new RuntimeException("first");
        first.initCause(new RuntimeException("second", first));

        assertThat((String) renderers.render(first).get("text/plain"))
                .containsOnlyOnce("second")
                .contains("first");
    }

    @Test
    void numbers_that_are_none_are_not_taken_for_missing() {
        var records = List.of(new Measured("a", Double.NaN), new Measured("b", Double.NEGATIVE_INFINITY));
        var table = Table.create(DoubleColumn.create("x", 1.0, Double.POSITIVE_INFINITY));

        assertThat((String) renderers.render(records).get("text/plain")).contains("NaN", "-Infinity");
        assertThat((String) renderers.render(table).get("text/plain")).contains("Infinity");
        assertThat((String) renderers.render(Map.of("k", Double.NaN)).get("text/plain"))
                .contains("NaN");
    }
}
