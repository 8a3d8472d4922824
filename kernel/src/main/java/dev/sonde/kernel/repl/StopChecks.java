package dev.sonde.kernel.repl;

import java.util.HashSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes {@link StopSign#check} into the compiled classes of a cell: before every jump back, which every loop has, and at
 * the start of every method, which recursion comes through and a library's loop over a lambda. Accessors and
 * constructors that call nothing are spared.
 *
 * <p>Calls that would end the process go to {@link CellExit} instead.
 *
 * <p>The check takes and leaves nothing on the stack, so nothing else of the class changes, its stack maps included.
 */
final class StopChecks {

    private static final Logger LOGGER = Logger.getLogger(StopChecks.class.getName());
    private static final int API = Opcodes.ASM9;
    private static final String SIGN = Type.getInternalName(StopSign.class);
    private static final String EXIT = Type.getInternalName(CellExit.class);
    private static final String CONSTRUCTOR = "<init>";
    private static final String INTRINSICS = "kotlin/jvm/internal/Intrinsics";
    private static final Pattern QUICK = Pattern.compile("<init>|<clinit>|(get|set|is|component|access\\$).*");

    private StopChecks() {}

    /** The class with checks; as it was, if it cannot have them (a method that is nearly too long, say). */
    static byte[] into(byte[] classFile) {
        try {
            var reader = new ClassReader(classFile);
            var calling = new CallingMethods();
            reader.accept(calling, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            var writer = new ClassWriter(reader, 0);
            reader.accept(new Checking(writer, calling.methods), 0);
            return writer.toByteArray();
        } catch (RuntimeException unusual) {
            LOGGER.log(Level.WARNING, "A cell's class got no checks, so its loops cannot be interrupted", unusual);
            return classFile;
        }
    }

    /** Which methods call others; one that calls none ends by itself, but for its loops. */
    private static final class CallingMethods extends ClassVisitor {
        private final Set<String> methods = new HashSet<>();

        CallingMethods() {
            super(API);
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return new MethodVisitor(API) {
                @Override
                public void visitMethodInsn(int opcode, String owner, String called, String type, boolean onInterface) {
                    if (!called.equals(CONSTRUCTOR) && !owner.equals(INTRINSICS)) {
                        methods.add(name + descriptor);
                    }
                }

                @Override
                public void visitInvokeDynamicInsn(String called, String type, Handle bootstrap, Object... arguments) {
                    methods.add(name + descriptor);
                }
            };
        }
    }

    private static final class Checking extends ClassVisitor {
        private final Set<String> calling;

        Checking(ClassVisitor next, Set<String> calling) {
            super(API, next);
            this.calling = calling;
        }

        /** Not final: {@link ShadowedValues} empties it when the name is declared again. */
        @Override
        public FieldVisitor visitField(
                int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
            boolean ofInstance = (access & Opcodes.ACC_STATIC) == 0;
            return super.visitField(
                    ofInstance ? access & ~Opcodes.ACC_FINAL : access, name, descriptor, signature, value);
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            boolean quick = QUICK.matcher(name).matches() && !calling.contains(name + descriptor);
            return new CheckedMethod(next, !quick);
        }
    }

    private static final class CheckedMethod extends MethodVisitor {
        private final boolean atStart;
        private final Set<Label> passed = new HashSet<>();

        CheckedMethod(MethodVisitor next, boolean atStart) {
            super(API, next);
            this.atStart = atStart;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            if (atStart) {
                check();
            }
        }

        @Override
        public void visitLabel(Label label) {
            passed.add(label);
            super.visitLabel(label);
        }

        @Override
        public void visitJumpInsn(int opcode, Label target) {
            checkBefore(target);
            super.visitJumpInsn(opcode, target);
        }

        @Override
        public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... targets) {
            checkBefore(otherwise, targets);
            super.visitTableSwitchInsn(min, max, otherwise, targets);
        }

        @Override
        public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] targets) {
            checkBefore(otherwise, targets);
            super.visitLookupSwitchInsn(otherwise, keys, targets);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String called, String type, boolean onInterface) {
            if (owner.equals("java/lang/System") && called.equals("exit")) {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, EXIT, "exit", type, false);
            } else if (owner.equals("java/lang/Runtime") && (called.equals("exit") || called.equals("halt"))) {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, EXIT, called, "(Ljava/lang/Runtime;I)V", false);
            } else {
                super.visitMethodInsn(opcode, owner, called, type, onInterface);
            }
        }

        private void checkBefore(Label target, Label... others) {
            if (passed.contains(target) || Stream.of(others).anyMatch(passed::contains)) {
                check();
            }
        }

        private void check() {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, SIGN, "check", "()V", false);
        }
    }
}
