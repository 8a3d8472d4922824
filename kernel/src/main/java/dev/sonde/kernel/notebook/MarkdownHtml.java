package dev.sonde.kernel.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Image;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Markdown as HTML that stands alone: pictures of the notebook's folder are put into the page. */
final class MarkdownHtml {

    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final Map<String, String> PICTURES = Map.of(
            "svg", "image/svg+xml", "png", "image/png", "jpg", "image/jpeg", "jpeg", "image/jpeg", "gif", "image/gif");
    private static final long LARGEST_PICTURE_BYTES = 5_000_000;

    private final Path folder;
    private final HtmlRenderer renderer;

    /** Renders the prose of a notebook that lies in {@code folder}. */
    MarkdownHtml(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        this.renderer = HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .attributeProviderFactory(context -> (node, tag, attributes) -> {
                    if (node instanceof Image image) {
                        embedded(image.getDestination()).ifPresent(data -> attributes.put("src", data));
                    }
                })
                .build();
    }

    String of(String markdown) {
        return renderer.render(PARSER.parse(markdown));
    }

    private Optional<String> embedded(String destination) {
        String type = PICTURES.get(
                destination.substring(destination.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        if (type == null || destination.contains(":")) {
            return Optional.empty();
        }
        Path file = folder.resolve(destination).normalize();
        try {
            if (!file.startsWith(folder) || !Files.isRegularFile(file) || Files.size(file) > LARGEST_PICTURE_BYTES) {
                return Optional.empty();
            }
            return Optional.of(
                    "data:" + type + ";base64," + Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
