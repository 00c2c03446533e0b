package io.muster.stack.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.muster.stack.layout.FileTree;

/**
 * Who runs PostgreSQL, which refuses to run as root.
 *
 * @param prefix put before the program; it replaces itself by the program, so that the process id stays
 * @param ownFiles whether the files must be given to the other user
 */
record PostgresUser(List<String> prefix, boolean ownFiles) {

    private static final int NOBODY = 65_534;

    /**
     * The user for the data in this directory; one that has been another user's stays so.
     */
    static PostgresUser of(Path directory) throws IOException, InterruptedException {
        if (!System.getProperty("user.name").equals("root")) {
            return new PostgresUser(List.of(), false);
        }
        // In a user namespace of its own root is nobody in particular, and still reaches its own files.
        if (!isOfNobody(directory) && works("unshare", "--user", "true")) {
            return new PostgresUser(List.of("unshare", "--user"), false);
        }
        String nobody = Integer.toString(NOBODY);
        List<String> prefix = List.of("setpriv", "--reuid", nobody, "--regid", nobody, "--clear-groups");
        List<String> probe = new ArrayList<>(prefix);
        probe.add("true");
        if (works(probe.toArray(String[]::new))) {
            return new PostgresUser(prefix, true);
        }
        throw new IOException("PostgreSQL does not run as root, and neither `unshare` nor `setpriv` (util-linux) works"
                + " here: start the stack as another user");
    }

    List<String> command(String... program) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(program));
        return command;
    }

    /** Gives a file or a directory with all that is in it to the user that runs PostgreSQL. */
    void own(Path path) throws IOException {
        if (!ownFiles) {
            return;
        }
        for (Path file : new FileTree(path).files()) {
            Files.setAttribute(file, "unix:uid", NOBODY);
            Files.setAttribute(file, "unix:gid", NOBODY);
        }
    }

    private static boolean isOfNobody(Path directory) throws IOException {
        return Files.exists(directory)
                && Files.getAttribute(directory, "unix:uid").equals(NOBODY);
    }

    private static boolean works(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
