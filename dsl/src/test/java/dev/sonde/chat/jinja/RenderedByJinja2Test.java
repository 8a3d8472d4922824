package dev.sonde.chat.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Templates in the style of each family, and the language's parts one by one, against what transformers renders with
 * Jinja2. {@code make_rendered.py} beside the resources wrote the expected texts.
 */
class RenderedByJinja2Test {
    private static final String FOLDER = "/dev/sonde/chat/";
    private static final JsonNode RENDERED = rendered();
    private static final LocalDateTime NOW =
            LocalDateTime.parse(RENDERED.path("now").asText());

    @TestFactory
    Stream<DynamicContainer> renders_each_template_as_jinja2_does() {
        Map<String, List<DynamicTest>> tests = new TreeMap<>();
        for (JsonNode one : RENDERED.path("cases")) {
            String name = "%s%s, prompt %s"
                    .formatted(
                            one.path("conversation").asText(),
                            one.path("variables").asText().isEmpty()
                                    ? ""
                                    : ", " + one.path("variables").asText(),
                            one.path("prompt").asText());
            tests.computeIfAbsent(one.path("template").asText(), key -> new ArrayList<>())
                    .add(dynamicTest(
                            name,
                            () -> check(
                                    one,
                                    text("templates/" + one.path("template").asText() + ".jinja"),
                                    variables(one))));
        }
        return tests.entrySet().stream().map(entry -> dynamicContainer(entry.getKey(), entry.getValue()));
    }

    @TestFactory
    Stream<DynamicTest> renders_each_part_of_the_language_as_jinja2_does() {
        Map<?, ?> world = (Map<?, ?>) value(RENDERED.path("world"));
        return StreamSupport.stream(RENDERED.path("snippets").spliterator(), false)
                .map(one -> dynamicTest(
                        one.path("source").asText(),
                        () -> check(one, one.path("source").asText(), named(world))));
    }

    @Test
    void has_cases_that_render_and_cases_that_a_template_refuses() {
        assertThat(RENDERED.path("cases")).hasSizeGreaterThan(250).anyMatch(one -> one.has("refused"));
        assertThat(RENDERED.path("snippets")).hasSizeGreaterThan(60).anyMatch(one -> one.has("error"));
    }

    private static void check(JsonNode expected, String template, Map<String, Object> variables) {
        if (expected.has("text")) {
            assertThat(Template.of(template).render(variables, NOW))
                    .isEqualTo(expected.path("text").asText());
            return;
        }
        assertThatExceptionOfType(JinjaException.class)
                .isThrownBy(() -> Template.of(template).render(variables, NOW))
                .satisfies(error -> {
                    assertThat(error.isRefusal()).isEqualTo(expected.has("refused"));
                    if (expected.has("refused")) {
                        assertThat(error).hasMessage(expected.path("refused").asText());
                    } else {
                        assertThat(error).hasMessageStartingWith("line 1: ");
                    }
                });
    }

    private static Map<String, Object> variables(JsonNode one) {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("tools", None.NONE);
        variables.put("documents", None.NONE);
        variables.put("bos_token", "<s>");
        variables.put("eos_token", "</s>");
        variables.put(
                "messages",
                value(RENDERED.path("conversations")
                        .path(one.path("conversation").asText())));
        variables.put("add_generation_prompt", one.path("prompt").asBoolean());
        variables.putAll(named((Map<?, ?>)
                value(RENDERED.path("variables").path(one.path("variables").asText()))));
        return variables;
    }

    private static Map<String, Object> named(Map<?, ?> map) {
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((name, value) -> named.put((String) name, value));
        return named;
    }

    private static Object value(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            node.properties().forEach(entry -> map.put(entry.getKey(), value(entry.getValue())));
            return map;
        }
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(RenderedByJinja2Test::value)
                    .toList();
        }
        if (node.isNull()) {
            return None.NONE;
        }
        return node.isTextual()
                ? node.asText()
                : node.isBoolean()
                        ? (Object) node.asBoolean()
                        : node.isIntegralNumber() ? (Object) node.asLong() : (Object) node.asDouble();
    }

    private static JsonNode rendered() {
        try {
            return new ObjectMapper().readTree(text("rendered.json"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String text(String resource) {
        try (InputStream in = RenderedByJinja2Test.class.getResourceAsStream(FOLDER + resource)) {
            assertThat(in).as(resource).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
