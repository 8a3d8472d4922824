package dev.sonde.kernel.docs;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

/** Reads the public types of Java sources, by the parser of the JDK. */
final class JavaDocs {

    private final List<DocEntry> entries = new ArrayList<>();
    private final DocTrees comments;

    private JavaDocs(DocTrees comments) {
        this.comments = comments;
    }

    /** The public types of these files and their public members. */
    static List<DocEntry> of(Collection<Path> files) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            var docs = new JavaDocs(DocTrees.instance(task));
            for (CompilationUnitTree unit : task.parse()) {
                var root = new TreePath(unit);
                unit.getTypeDecls().stream()
                        .filter(ClassTree.class::isInstance)
                        .forEach(type -> docs.type((ClassTree) type, new TreePath(root, type), "", false));
            }
            return docs.entries;
        }
    }

    private void type(ClassTree type, TreePath path, String outer, boolean open) {
        if (!open && !type.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
            return;
        }
        String kind = type.getKind() == Tree.Kind.ANNOTATION_TYPE
                ? "annotation"
                : type.getKind().name().toLowerCase(Locale.ROOT);
        String name = outer.isEmpty() ? type.getSimpleName().toString() : outer + "." + type.getSimpleName();
        DocComment comment = comment(path);
        List<DocParameter> components = type.getMembers().stream()
                .filter(member -> kind.equals("record") && isComponent(member))
                .map(member -> parameter((VariableTree) member, comment))
                .toList();
        entries.add(DocEntry.of(
                        type.getSimpleName().toString(), kind, outer, "", signature(type, kind, components), comment)
                .with(components, supertypes(type)));
        components.forEach(component -> entries.add(DocEntry.component(name, component)));
        boolean inner = kind.equals("interface") || kind.equals("annotation");
        for (Tree member : type.getMembers()) {
            member(member, new TreePath(path, member), name, inner, kind);
        }
    }

    private void member(Tree member, TreePath path, String owner, boolean open, String kind) {
        if (member instanceof ClassTree nested) {
            type(nested, path, owner, open);
        } else if (member instanceof MethodTree method
                && isSeen(method.getModifiers().getFlags(), open)) {
            method(method, path, owner);
        } else if (member instanceof VariableTree field) {
            boolean constant = kind.equals("enum")
                    && field.getType() != null
                    && owner.endsWith(field.getType().toString());
            boolean seen = isSeen(field.getModifiers().getFlags(), open);
            if (seen
                    && !isComponent(field)
                    && (constant || field.getModifiers().getFlags().contains(Modifier.STATIC))) {
                field(field, path, owner, constant);
            }
        }
    }

    private static boolean isSeen(Collection<Modifier> flags, boolean open) {
        return flags.contains(Modifier.PUBLIC) || open && !flags.contains(Modifier.PRIVATE);
    }

    // the parser gives a record's components as private final fields without initializers
    private static boolean isComponent(Tree member) {
        return member instanceof VariableTree field
                && !field.getModifiers().getFlags().contains(Modifier.STATIC)
                && field.getModifiers().getFlags().contains(Modifier.PRIVATE);
    }

    private void method(MethodTree method, TreePath path, String owner) {
        DocComment comment = comment(path);
        if (method.getReturnType() == null) {
            return; // constructors: the type's own entry says what they take
        }
        List<DocParameter> parameters = method.getParameters().stream()
                .map(each -> parameter(each, comment))
                .toList();
        String signature = flat(method.getReturnType()) + " " + method.getName() + "("
                + String.join(
                        ", ",
                        parameters.stream()
                                .map(each -> each.type() + " " + each.name())
                                .toList())
                + ")";
        entries.add(DocEntry.of(
                        method.getName().toString(), "method", owner, flat(method.getReturnType()), signature, comment)
                .with(parameters, List.of()));
    }

    private void field(VariableTree field, TreePath path, String owner, boolean constant) {
        String type = flat(field.getType());
        String value = constant || field.getInitializer() == null ? "" : flat(field.getInitializer());
        String signature = constant ? owner + "." + field.getName() : type + " " + owner + "." + field.getName();
        entries.add(DocEntry.of(field.getName().toString(), "constant", owner, type, signature, comment(path))
                .withDefault(value));
    }

    private DocComment comment(TreePath path) {
        String comment = comments.getDocComment(path);
        return comment == null ? DocComment.none() : DocComment.java(comment);
    }

    private static DocParameter parameter(VariableTree variable, DocComment comment) {
        String name = variable.getName().toString();
        return new DocParameter(
                name, flat(variable.getType()), "", comment.parameters().getOrDefault(name, ""));
    }

    private static String signature(ClassTree type, String kind, List<DocParameter> components) {
        String list = String.join(
                ", ",
                components.stream().map(each -> each.type() + " " + each.name()).toList());
        return kind + " " + type.getSimpleName() + (kind.equals("record") ? "(" + list + ")" : "");
    }

    private static List<String> supertypes(ClassTree type) {
        Stream<? extends Tree> parent = Stream.ofNullable(type.getExtendsClause());
        return Stream.concat(parent, type.getImplementsClause().stream())
                .map(tree -> flat(tree).replaceFirst("<.*", ""))
                .toList();
    }

    private static String flat(Tree tree) {
        return tree.toString().replaceAll("@\\w+ ?", "").replaceAll("\\s+", " ").replaceAll(",(?! )", ", ");
    }
}
