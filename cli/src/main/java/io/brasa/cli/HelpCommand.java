package io.brasa.cli;

import io.brasa.cli.error.CliError;
import io.brasa.cli.error.Suggestion;
import io.brasa.cli.program.Examples;
import io.brasa.runtime.error.EngineException;
import java.util.List;

/** Prints what the command can do. */
final class HelpCommand implements Command {
  static final List<String> COMMANDS =
      List.of(
          "run", "sql", "shell", "bench", "events", "history", "submit", "status", "logs", "kill",
          "master", "worker", "chaos", "test", "version", "help");

  private static final String OVERVIEW =
      """
      brasa: one engine for data, in modern Java

        brasa run [OPTION...] PROGRAM [ARGUMENT...]   runs a program: a FILE.java, a class, a JAR, or a bundled example
        brasa sql [OPTION...] [STATEMENTS]        queries files in place and prints the rows; without STATEMENTS, a prompt
        brasa shell [OPTION...] [FILE [ARGUMENT...]]   runs Java as it is typed, or of a file
        brasa bench WORKLOAD [--vs CONTESTANT...]   measures a workload, beside other engines if wanted
        brasa events FILE                         prints an event log as lines of JSON
        brasa history [OPTION...] FOLDER          web pages over the event logs of a folder
        brasa submit [OPTION...] PROGRAM [ARGUMENT...]   runs a program on a cluster
        brasa status, logs, kill                  asks a cluster
        brasa master [OPTION...]                  runs the master of a cluster
        brasa worker [OPTION...] URL              runs a worker of the cluster whose master is at URL
        brasa chaos [OPTION...]                   hits clusters of real processes while programs run, and compares answers
        brasa test [--slow]                       builds everything and runs its tests
        brasa version                             version, commit, JDK
        brasa help [COMMAND]                      this text, or all about one command

      First steps: brasa run WordCount README.md
      """;

  private static final String RUN =
      """
      brasa run [OPTION...] PROGRAM [ARGUMENT...]

      PROGRAM is one of
        FILE.java   a single source file, compiled in memory
        NAME.jar    its main class is the one of its manifest, or that of --class
        CLASS       the full name of a class, or the simple name of a bundled example

      Options, before PROGRAM
        --master URL    where to run: local, local[4], local-cluster[2,1,512m]; default local
        --conf KEY=VALUE    a setting; may be repeated
        --class NAME    the class whose main method starts, if there are several
        --log-format json   messages as lines of JSON, in executors too
        --log-level LEVEL   which messages: ERROR, WARN, INFO, DEBUG, TRACE

      While a program runs web pages show what it does: on 127.0.0.1:4040 or the next port that is free, as standard error says
      after a second. --conf ui.port=NUMBER chooses another, --conf ui.enabled=false does without.

      Standard output is the program's own. Progress (on a terminal) and a summary of stages go to standard error.

      Examples
      """;

  private static final String SQL =
      """
      brasa sql [OPTION...] [STATEMENTS]

      Statements are in Spark's dialect, in quotes, with semicolons between them. Files stand in FROM as they are:
        brasa sql "SELECT city, count(*) FROM 'people/*.csv' GROUP BY city"
        brasa sql "SELECT * FROM parquet.`/data/sales` LIMIT 10"

      Without STATEMENTS there is a prompt, with history, completion (Tab) and .help; or, if standard input is no terminal,
      its statements run. The first statement that fails ends the command with exit code 1.

        -e, --execute STATEMENTS   as without -e
        -f, --file FILE  the statements are in a file
        --format NAME    table (as it is), csv, json or markdown
        --time           says on standard error how long each took
        --master URL     where to run; local[*] as it is
        --conf KEY=VALUE   a setting, of queries or of the engine; may be repeated
        --log-format json, --log-level LEVEL   as of brasa run
      """;

  private static final String SHELL =
      """
      brasa shell [OPTION...] [FILE [ARGUMENT...]]

      Java as it is typed, with a context (brasa), a session (session, sql("SELECT ...")) and what is usually imported at hand.
      /help lists commands. Tab completes and tells signatures. Ctrl-C ends what runs, Ctrl-D the shell.

      With FILE its Java is run up to the first error, which ends the command with exit code 1 and says FILE:LINE; args are
      the ARGUMENTs. Without FILE, and if standard input is no terminal, its Java is run, and values of expressions are printed.

        --master URL     where to run: local[*] as it is, local-cluster[2,1,512m], brasa://HOST:PORT
        --conf KEY=VALUE   a setting, of queries or of the engine; may be repeated
        --log-format json, --log-level LEVEL   as of brasa run
        --jars A,B       jars whose classes may be used; documentation is read from A-sources.jar beside A.jar

      Example
        echo 'brasa.range(0, 100).sum()' | brasa shell
      """;

  private static final String BENCH =
      """
      brasa bench WORKLOAD [--objects] [--vs CONTESTANT...] [--profile]

      WORKLOAD is startup, wordcount, logmining, logdisk, logreg, kmeans, sort, pagerank,
      chained, tinytasks, tpch, tpcds, groupby, csv or json. Prints one line of JSON. Input and
      repetitions come from the variables PEERS_DATA_SIZE, PEERS_TPCH, PEERS_TPCDS, PEERS_THREADS,
      PEERS_MASTER, PEERS_HEAP, PEERS_REPS and so on.

        --vs CONTESTANT...   measures others too (spark, duckdb, plain ...) and prints ratios; PEERS names the folder that
                           holds their "run" script
        --objects          measures the same program written by hand, without the engine
        --profile          leaves a flight recording in brasa-bench.jfr
      """;

  private static final String EVENTS =
      """
      brasa events FILE

      Prints the events of a log, one line of JSON each, also while the program that writes it runs. Programs write a log into
      the folder that the setting event.log names: brasa run --conf event.log=logs PROGRAM. What is damaged is skipped, and
      standard error says so.
      """;

  private static final String HISTORY =
      """
      brasa history [OPTION...] FOLDER

      Serves web pages over the applications whose event logs are in FOLDER, those that still run too, until it is stopped. Prints
      where. Programs write logs into the folder that the setting event.log names: brasa run --conf event.log=logs PROGRAM.

        --port NUMBER     18080, or the next one that is free; 0 for any
        --host NAME       the address to listen at; 127.0.0.1. Elsewhere those who look need a token, which is printed
        --names NAME,...  under which the pages are asked for besides
        --log-format json, --log-level LEVEL   as of brasa run
      """;

  private static final String SUBMIT =
      """
      brasa submit [OPTION...] PROGRAM [ARGUMENT...]

      Runs a program on a cluster. PROGRAM is as of brasa run. Without --deploy-mode its driver is this process.

        --master URL      brasa://HOST:PORT[,HOST:PORT...]
        --class NAME      the class whose main method starts, if there are several
        --jars FILE,...   libraries of the program
        --name NAME       of the application, for people
        --conf KEY=VALUE  a setting; executor.memory, executor.cores and cores.max say what is asked of the cluster
        --files FILE,...  tasks find them in their current folder; a driver in the cluster too
        --secret-file FILE, --no-secret, --tls-folder FOLDER   as of brasa master
        --log-format json, --log-level LEVEL   as of brasa run
        --deploy-mode cluster   the driver runs at a worker; prints its id, for brasa status, logs and kill
      and with --deploy-mode cluster
        --supervise       the driver is started again when it fails or its worker is lost
        --driver-memory AMOUNT, --driver-cores NUMBER   1g, 1
      """;

  private static final String QUERIES =
      """
      brasa status --master URL               workers, applications and drivers
      brasa logs --master URL APPLICATION [EXECUTOR]   what executors have printed; of a driver: brasa logs DRIVER;
                                              with --follow also what they print from now on, until the end
      brasa kill --master URL DRIVER          ends a driver that runs in the cluster

      The variable BRASA_MASTER may stand for --master, and --secret-file FILE, --no-secret and --tls-folder FOLDER are as of brasa master.
      """;

  private static final String MASTER =
      """
      brasa master [OPTION...]

      Runs the master of a cluster until it is stopped, and prints its URL. What it has to know after a restart is in its folder.

        --host NAME       where it listens, as others know it; this machine's name
        --port NUMBER     7700
        --folder FOLDER   brasa-master
        --secret-file FILE   what all processes of the cluster know; or the variables BRASA_SECRET_FILE, BRASA_SECRET
        --no-secret       does without, on 127.0.0.1 or with TLS
        --tls-folder FOLDER   TLS with certificate.pem, key.pem and authority.pem; or the variable BRASA_TLS_FOLDER
        --recovery URL    of several masters one leads: zookeeper://HOST:PORT,HOST:PORT,HOST:PORT/PATH, an ensemble of ZooKeeper,
                          or raft://HOST:PORT,HOST:PORT,HOST:PORT, all masters; all are started with the same
        --placement KIND  spread, executors to as many workers as there are, or packed, to as few
        --log-format json, --log-level LEVEL   as of brasa run
      """;

  private static final String WORKER =
      """
      brasa worker [OPTION...] brasa://HOST:PORT[,HOST:PORT...]

      Runs a worker until it is stopped: keeps executors running where the master orders it.

        --cores NUMBER    to give away; all of the machine
        --memory AMOUNT   to give away, such as 8g; all of the machine but 1g
        --host NAME       where it and its executors listen, as others know it; the address that leads to the master
        --port NUMBER     where it gives out logs; any
        --folder FOLDER   for logs and what executors keep on disk; brasa-worker
        --keep-logs DAYS  7
        --secret-file FILE, --no-secret, --tls-folder FOLDER   as of brasa master
        --no-supervisor   in this process, which something else starts again when it dies
        --log-format json, --log-level LEVEL   as of brasa run; with json executors and drivers that it starts write JSON too
      """;

  private static final String CHAOS =
      """
      brasa chaos [--seed NUMBER] [--count NUMBER] [--only NAME,...] [--folder FOLDER]

      Starts clusters of processes on this machine, runs a workload and does one thing to it in each run: kill, pause, cut,
      one-way-cut, disk-full, memory-limit or corruption, of an executor, worker, master or driver
      (a driver with a journal is journaled-driver). Prints a line for each run:
      whether its victim was at work, how much longer the run took than without, and whether the answer was the same and lay in
      its folder once. Exit code 1 if any was not, or if a run did not end.

        --seed NUMBER     of the first run, 1; the seed alone says all of a run
        --count NUMBER    so many faults are to hit a victim at work; 20
        --only NAME,...   of workloads (sort, wordcount, join, kmeans, pagerank, cached, sql), clusters (own, local), faults, victims
        --folder FOLDER   for all that is written; kept if something goes wrong

      Cuts need network namespaces and disk-full a mount, so root; memory-limit needs control groups of version 1. What the
      machine does not permit is skipped, and the first line says so.
      """;

  private static final String TEST =
      """
      brasa test [--slow | --only-slow]

      Builds all modules and runs their tests with Maven; --slow adds the tests tagged slow, --only-slow runs no others. Works without network once
      it has run, and from a checkout that cannot be written. The exit code is Maven's.
      """;

  @Override
  public int run(List<String> arguments) {
    String topic = arguments.isEmpty() ? "" : arguments.get(0);
    System.out.print(text(topic));
    if (topic.equals("run")) {
      for (String example : Examples.descriptions()) System.out.println("  " + example);
    }
    return 0;
  }

  private static String text(String topic) {
    return switch (topic) {
      case "", "help" -> OVERVIEW;
      case "run" -> RUN;
      case "sql" -> SQL;
      case "shell" -> SHELL;
      case "bench" -> BENCH;
      case "events" -> EVENTS;
      case "history" -> HISTORY;
      case "submit" -> SUBMIT;
      case "status", "logs", "kill" -> QUERIES;
      case "master" -> MASTER;
      case "worker" -> WORKER;
      case "chaos" -> CHAOS;
      case "test" -> TEST;
      case "version" ->
          "brasa version\n\nPrints the version, the commit it was built from if known, and the JDK.\n";
      default -> {
        String meant = Suggestion.of(topic, COMMANDS);
        throw new EngineException(
            CliError.COMMAND_UNKNOWN,
            "There is no command " + topic,
            meant.isEmpty() ? "Try: brasa help" : meant);
      }
    };
  }
}
