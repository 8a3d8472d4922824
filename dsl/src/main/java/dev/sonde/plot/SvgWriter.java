package dev.sonde.plot;

import java.util.Locale;

/** Writes SVG elements: coordinates with one decimal, all text escaped. */
final class SvgWriter {

    private final StringBuilder out = new StringBuilder();

    /** Appends an element without content but, perhaps, a tooltip. */
    SvgWriter element(String name, String attributes, String tooltip) {
        out.append('<').append(name).append(' ').append(attributes);
        if (tooltip.isEmpty()) {
            out.append("/>\n");
        } else {
            out.append("><title>")
                    .append(Markup.escape(tooltip))
                    .append("</title></")
                    .append(name)
                    .append(">\n");
        }
        return this;
    }

    SvgWriter line(double x1, double y1, double x2, double y2, String style) {
        return element("line", format("x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" ", x1, y1, x2, y2) + style, "");
    }

    SvgWriter rect(double x, double y, double width, double height, String style, String tooltip) {
        return element(
                "rect",
                format("x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" ", x, y, width, height) + style,
                tooltip);
    }

    SvgWriter circle(double x, double y, double radius, String style, String tooltip) {
        return element("circle", format("cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" ", x, y, radius) + style, tooltip);
    }

    /** Appends text; {@code anchor} is {@code start}, {@code middle} or {@code end}. */
    SvgWriter text(double x, double y, String anchor, String style, String text) {
        out.append(format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"", x, y))
                .append(anchor)
                .append("\" ")
                .append(style)
                .append('>')
                .append(Markup.escape(text))
                .append("</text>\n");
        return this;
    }

    /** Appends a label of at most {@code limit} characters; a longer one is cut, and whole in a tooltip. */
    SvgWriter label(double x, double y, String anchor, String style, String text, int limit) {
        if (text.codePointCount(0, text.length()) <= limit) {
            return text(x, y, anchor, style, text);
        }
        String cut = text.substring(0, text.offsetByCodePoints(0, limit - 1)) + "…";
        out.append("<g><title>").append(Markup.escape(text)).append("</title>");
        return text(x, y, anchor, style, cut).raw("</g>\n");
    }

    /** Appends markup as it is. */
    SvgWriter raw(String markup) {
        out.append(markup);
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
