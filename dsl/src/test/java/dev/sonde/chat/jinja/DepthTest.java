package dev.sonde.chat.jinja;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DepthTest {

    @Test
    void a_macro_without_an_end_is_an_error_of_the_template() {
        Template template = Template.of("{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}");

        assertThatThrownBy(() -> template.render(Map.of(), LocalDateTime.MIN))
                .isInstanceOf(JinjaException.class)
                .hasMessageContaining("calls itself");
    }

    @Test
    void an_expression_nested_without_measure_is_an_error_of_the_template() {
        String deep = "(".repeat(200_000) + "1" + ")".repeat(200_000);

        assertThatThrownBy(() -> Template.of("{{ " + deep + " }}")).isInstanceOf(JinjaException.class);
    }
}
