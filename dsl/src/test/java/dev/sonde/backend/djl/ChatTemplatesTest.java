package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sonde.backend.BackendException;
import dev.sonde.chat.ChatTemplateException;
import dev.sonde.chat.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a model's folder keeps its chat template, and in which forms. */
class ChatTemplatesTest {

    private static final List<Message> HELLO = List.of(Message.user("Hello"));

    @TempDir
    private Path folder;

    @Test
    void reads_a_template_and_tokens_that_are_texts_or_objects() throws IOException {
        write("tokenizer_config.json", """
                {"chat_template": "{{ bos_token }}{{ messages[0].content }}{{ eos_token }}{{ pad_token }}",
                 "bos_token": {"content": "<s>", "lstrip": false}, "eos_token": "</s>", "pad_token": null}""");
        write("special_tokens_map.json", "{\"bos_token\": \"<old>\", \"pad_token\": \"<pad>\"}");

        assertThat(rendered()).isEqualTo("<s>Hello</s>");
    }

    @Test
    void takes_the_default_of_a_list_of_named_templates() throws IOException {
        write("tokenizer_config.json", """
                {"chat_template": [{"name": "tool_use", "template": "tools"}, {"name": "default", "template": "chat"}]}""");

        assertThat(rendered()).isEqualTo("chat");
    }

    @Test
    void asks_which_one_where_none_of_several_is_the_default() throws IOException {
        write("tokenizer_config.json", """
                {"chat_template": [{"name": "rag", "template": "a"}, {"name": "tool_use", "template": "b"}]}""");

        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> ChatTemplates.in(folder))
                .withMessageContaining("[rag, tool_use]")
                .withMessageContaining("chat_template.jinja");
    }

    @Test
    void prefers_the_file_of_its_own() throws IOException {
        write("tokenizer_config.json", "{\"chat_template\": \"from the configuration\", \"bos_token\": \"<s>\"}");
        write("chat_template.jinja", "{{ bos_token }}from the file");
        write("chat_template.json", "{\"chat_template\": \"from the old file\"}");

        assertThat(rendered()).isEqualTo("<s>from the file");
    }

    @Test
    void falls_back_to_the_file_of_processors() throws IOException {
        write("chat_template.json", "{\"chat_template\": \"from the old file\"}");

        assertThat(rendered()).isEqualTo("from the old file");
    }

    @Test
    void finds_none_where_there_is_none() {
        assertThat(ChatTemplates.in(folder)).isEmpty();
    }

    @Test
    void names_the_line_of_what_it_cannot_read() throws IOException {
        write("chat_template.jinja", "a\n{% include 'other' %}");

        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> ChatTemplates.in(folder))
                .withMessageContaining("line 2: the tag 'include' is not known")
                .satisfies(error -> assertThat(error.code()).isEqualTo("chat-template"));
    }

    @Test
    void says_what_a_template_says_when_it_refuses() throws IOException {
        write("chat_template.jinja", "{{ raise_exception('No system turn') }}");

        assertThatExceptionOfType(ChatTemplateException.class)
                .isThrownBy(this::rendered)
                .withMessageContaining("refuses a chat of [user]: No system turn");
    }

    private String rendered() {
        return ChatTemplates.in(folder).orElseThrow().render(HELLO, true);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
