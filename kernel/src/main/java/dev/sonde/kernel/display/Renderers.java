package dev.sonde.kernel.display;

import dev.sonde.plot.SondeFigure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How values look in a notebook. The newest renderer that fits a value wins; library values have one from the start, and
 * everything else shows as text.
 *
 * <p>In a cell: {@code render<Essay> { html("<h2>${it.title}</h2>") }}.
 */
public final class Renderers implements ValueRenderer {

    private static final List<Entry<?>> REGISTERED = new CopyOnWriteArrayList<>();

    static {
        LibraryRenderers.register();
    }

    private final FigureContent figures = new FigureContent();

    private record Entry<T>(Class<T> type, boolean own, Function<? super T, ?> renderer) {

        Optional<Object> render(Object value) {
            return type.isInstance(value) ? Optional.ofNullable(renderer.apply(type.cast(value))) : Optional.empty();
        }
    }

    /**
     * Shows values of a type in a way of one's own, from now on, in place of any that was registered for this very type
     * before: a cell may run again.
     *
     * @param renderer returns a {@link DisplayBundle}, a map from MIME type to content, a text, or another value to show in
     *     its place, such as a table or a figure; null leaves the value to the renderer of a wider type, or to the library's
     */
    public static <T> void register(Class<T> type, Function<? super T, ? extends @Nullable Object> renderer) {
        synchronized (REGISTERED) {
            REGISTERED.removeIf(entry -> entry.own() && entry.type().equals(type));
            REGISTERED.add(0, new Entry<>(type, true, renderer));
        }
    }

    /** How values of a type look as long as no user says otherwise. */
    static <T> void library(Class<T> type, Function<? super T, ? extends @Nullable Object> renderer) {
        REGISTERED.add(0, new Entry<>(type, false, renderer));
    }

    /** Renders a value; a renderer or a {@code toString} that throws is shown as such and fails nothing. */
    @Override
    public Map<String, Object> render(@Nullable Object value) {
        if (value instanceof DisplayBundle bundle) {
            return bundle.data();
        }
        if (value == null) {
            return Map.of("text/plain", "null");
        }
        for (Entry<?> entry : REGISTERED) {
            try {
                Optional<Object> rendered = entry.render(value);
                if (rendered.isPresent()) {
                    return bundle(rendered.get(), value);
                }
            } catch (Exception | StackOverflowError | LinkageError e) {
                return Map.of("text/plain", SafeText.of(value) + "\n(its renderer failed: " + SafeText.of(e) + ")");
            }
        }
        return value instanceof SondeFigure figure ? figures.of(figure) : Map.of("text/plain", SafeText.of(value));
    }

    private Map<String, Object> bundle(Object rendered, Object value) {
        if (rendered instanceof DisplayBundle bundle) {
            return withText(bundle.data(), value);
        }
        if (rendered instanceof Map<?, ?> map && map.keySet().stream().allMatch(Renderers::isMimeType)) {
            var data = new LinkedHashMap<String, Object>();
            map.forEach((type, content) -> data.put(String.valueOf(type), content));
            return withText(data, value);
        }
        return rendered instanceof CharSequence || rendered == value
                ? Map.of("text/plain", SafeText.of(rendered))
                : render(rendered);
    }

    private static boolean isMimeType(Object key) {
        return key instanceof String text && text.matches("[\\w.+-]+/[\\w.+-]+");
    }

    private static Map<String, Object> withText(Map<String, Object> data, Object value) {
        if (data.containsKey("text/plain")) {
            return data;
        }
        var whole = new LinkedHashMap<>(data);
        whole.put("text/plain", SafeText.of(value));
        return whole;
    }
}
