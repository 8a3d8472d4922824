package dev.sonde.kernel.repl;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Lets a cell that fails keep the names that had their values by then. The engine runs a cell as a constructor and has
 * nothing of one that throws; so the constructor is made to hand out its object at once ({@link PartialCell#born}) and to
 * tell which names it assigned, and all other code of the cell to look whether a name has a value before it reads it.
 *
 * <p>The checks have no jumps, so nothing else of the class changes, its stack maps included.
 */
final class KeptNames {

    private static final Logger LOGGER = Logger.getLogger(KeptNames.class.getName());
    private static final int API = Opcodes.ASM9;
    private static final String PARTIAL = Type.getInternalName(PartialCell.class);
    private static final String UNSET = "sonde$unset";
    private static final String SET = Type.getDescriptor(Set.class);
    private static final String CONSTRUCTOR = "<init>";
    private static final String DELEGATE = "$delegate";

    private KeptNames() {}

    /** The class of a cell, so changed; other classes, and one that cannot be changed, as they were. */
    static byte[] into(String className, byte[] classFile) {
        if (className.contains("$") || CellNames.runOfClass(className).isEmpty()) {
            return classFile;
        }
        try {
            var reader = new ClassReader(classFile);
            var writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
            reader.accept(new Keeping(writer), 0);
            return writer.toByteArray();
        } catch (RuntimeException unusual) {
            LOGGER.log(Level.WARNING, "A cell will lose its names if it fails", unusual);
            return classFile;
        }
    }

    /** The fields of a cell's object that hold its names, in the order of declaration. */
    static List<String> fields(Object cell) {
        return Arrays.stream(cell.getClass().getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                .map(java.lang.reflect.Field::getName)
                .toList();
    }

    /** What a user calls the name in a field. */
    static String nameOf(String field) {
        return field.endsWith(DELEGATE) ? field.substring(0, field.length() - DELEGATE.length()) : field;
    }

    static void note(Object cell, Set<String> unset) {
        try {
            cell.getClass().getField(UNSET).set(cell, unset);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The fields of a cell's object that have no value because the cell failed before. */
    @SuppressWarnings("unchecked")
    static Set<String> unset(Object cell) {
        try {
            Object unset = cell.getClass().getField(UNSET).get(cell);
            return unset == null ? Set.of() : Set.copyOf((Set<String>) unset);
        } catch (ReflectiveOperationException unchanged) {
            return Set.of();
        }
    }

    private static final class Keeping extends ClassVisitor {
        private String self = "";

        Keeping(ClassVisitor next) {
            super(API, next);
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            self = name;
            super.visit(version, access, name, signature, superName, interfaces);
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            return name.equals(CONSTRUCTOR)
                    ? new Assigning(next, self)
                    : new Reading(next, self, (access & Opcodes.ACC_STATIC) == 0);
        }

        @Override
        public void visitEnd() {
            int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_TRANSIENT;
            super.visitField(access, UNSET, SET, null, null).visitEnd();
            super.visitEnd();
        }
    }

    /** The constructor: the code of the cell itself. */
    private static final class Assigning extends MethodVisitor {
        private final String self;
        private final Set<String> seen = new HashSet<>();
        private boolean born;

        Assigning(MethodVisitor next, String self) {
            super(API, next);
            this.self = self;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String type, boolean onInterface) {
            super.visitMethodInsn(opcode, owner, name, type, onInterface);
            if (!born && name.equals(CONSTRUCTOR) && owner.equals("java/lang/Object")) {
                born = true;
                super.visitVarInsn(Opcodes.ALOAD, 0);
                super.visitMethodInsn(Opcodes.INVOKESTATIC, PARTIAL, "born", "(Ljava/lang/Object;)V", false);
            }
        }

        /** The first assignment is the declaration; those after it may stand in loops. */
        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String type) {
            super.visitFieldInsn(opcode, owner, field, type);
            if (born && opcode == Opcodes.PUTFIELD && owner.equals(self) && seen.add(field)) {
                super.visitLdcInsn(field);
                super.visitMethodInsn(Opcodes.INVOKESTATIC, PARTIAL, "assigned", "(Ljava/lang/String;)V", false);
            }
        }
    }

    /** Any other method. */
    private static final class Reading extends MethodVisitor {
        private static final String READ = "(" + SET + "Ljava/lang/String;Ljava/lang/String;)V";

        private final String self;
        private final boolean ofInstance;

        Reading(MethodVisitor next, String self, boolean ofInstance) {
            super(API, next);
            this.self = self;
            this.ofInstance = ofInstance;
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String type) {
            boolean own = owner.equals(self);
            if (own && opcode == Opcodes.GETFIELD) {
                super.visitInsn(Opcodes.DUP);
                super.visitFieldInsn(Opcodes.GETFIELD, self, UNSET, SET);
                super.visitLdcInsn(field);
                super.visitLdcInsn(self);
                super.visitMethodInsn(Opcodes.INVOKESTATIC, PARTIAL, "read", READ, false);
            }
            super.visitFieldInsn(opcode, owner, field, type);
            if (own && opcode == Opcodes.PUTFIELD && ofInstance) {
                super.visitVarInsn(Opcodes.ALOAD, 0);
                super.visitFieldInsn(Opcodes.GETFIELD, self, UNSET, SET);
                super.visitLdcInsn(field);
                super.visitMethodInsn(
                        Opcodes.INVOKESTATIC, PARTIAL, "written", "(" + SET + "Ljava/lang/String;)V", false);
            }
        }
    }
}
