/* term_modes: see term_modes.h. The state is static because signal
 * handlers have no other way to it. */
#include "term/term_modes.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/words.h"

enum { UNDO_BYTES = 512, END_WITHIN_S = 1 };

static struct {
	struct termios saved;
	char undo[UNDO_BYTES];
	volatile size_t undo_length, own_length;
	volatile sig_atomic_t armed, ending, stopping;
	int pipe[2];
	bool open;
} modes = { .pipe = { -1, -1 } };

static const int asking[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT };
static const int fatal[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT };
static struct sigaction before_fatal[sizeof fatal / sizeof *fatal];

void modes_write(const char *bytes, size_t length)
{
	struct pollfd wait = { .fd = STDOUT_FILENO, .events = POLLOUT };

	while (length > 0) {
		ssize_t done = write(STDOUT_FILENO, bytes, length);

		if (done > 0) {
			bytes += done;
			length -= (size_t)done;
		} else if (errno == EAGAIN) {
			(void)poll(&wait, 1, 1000);
		} else if (errno != EINTR) {
			return;
		}
	}
}

void modes_restore(void)
{
	int kept = errno;

	if (modes.armed) {
		modes.armed = 0;
		modes_write(modes.undo, modes.undo_length);
		(void)tcsetattr(STDIN_FILENO, TCSANOW, &modes.saved);
	}
	errno = kept;
}

void modes_restore_own(void)
{
	if (modes.armed)
		modes_write(modes.undo, modes.own_length);
}

void modes_restored(void)
{
	modes.armed = 0;
	(void)tcsetattr(STDIN_FILENO, TCSANOW, &modes.saved);
}

void modes_arm(void)
{
	modes.armed = 1;
}

void modes_own_undo_ends(void)
{
	modes.own_length = modes.undo_length;
}

void modes_add_undo(const char *bytes)
{
	while (bytes && *bytes && modes.undo_length < UNDO_BYTES) {
		if (bytes[0] == '$' && bytes[1] == '<' && strchr(bytes, '>'))
			bytes = strchr(bytes, '>') + 1;
		else
			modes.undo[modes.undo_length++] = *bytes++;
	}
}

/* ---- signals */

static void tell(char what)
{
	int kept = errno;
	ssize_t ignored = write(modes.pipe[1], &what, 1);

	/* A full pipe already says enough. */
	(void)ignored;
	errno = kept;
}

static void on_size(int signal)
{
	(void)signal;
	tell('w');
}

static void on_end(int signal)
{
	(void)signal;
	tell('q');
	/* The program has this long to end by itself; the terminal may be gone already. */
	if (!modes.ending)
		alarm(END_WITHIN_S);
	modes.ending = 1;
}

static void on_late(int signal)
{
	(void)signal;
	modes_restore();
	_exit(1);
}

static void on_stop(int signal)
{
	(void)signal;
	tell('t');
}

static void on_continue(int signal)
{
	(void)signal;
	if (!modes.stopping)
		tell('c');
}

static void on_fatal(int signal)
{
	size_t i;

	modes_restore();
	for (i = 0; i < sizeof fatal / sizeof *fatal; i++)
		if (fatal[i] == signal)
			(void)sigaction(signal, &before_fatal[i], NULL);
	(void)raise(signal);
}

static void catch(int signal, void (*handler)(int), int flags)
{
	struct sigaction action = { .sa_handler = handler, .sa_flags = flags };

	sigemptyset(&action.sa_mask);
	(void)sigaction(signal, &action, NULL);
}

static void catch_all(void)
{
	size_t i;

	for (i = 0; i < sizeof asking / sizeof *asking; i++)
		catch(asking[i], on_end, SA_RESTART);
	for (i = 0; i < sizeof fatal / sizeof *fatal; i++) {
		(void)sigaction(fatal[i], NULL, &before_fatal[i]);
		catch(fatal[i], on_fatal, SA_NODEFER);
	}
	catch(SIGALRM, on_late, 0);
	catch(SIGWINCH, on_size, SA_RESTART);
	catch(SIGTSTP, on_stop, SA_RESTART);
	catch(SIGCONT, on_continue, SA_RESTART);
	catch(SIGPIPE, SIG_IGN, 0);
}

enum err modes_open(struct fault *fault)
{
	if (modes.open)
		return OK;
	if (tcgetattr(STDIN_FILENO, &modes.saved) != 0 ||
		pipe2(modes.pipe, O_CLOEXEC | O_NONBLOCK) != 0)
		return fault_set(
			fault, ERR_FAILED, _("The terminal cannot be used: %s."), strerror(errno));
	catch_all();
	modes.undo_length = 0;
	modes.open = true;
	return OK;
}

void modes_close(void)
{
	size_t i;

	if (!modes.open)
		return;
	modes_restore();
	for (i = 0; i < sizeof fatal / sizeof *fatal; i++)
		(void)sigaction(fatal[i], &before_fatal[i], NULL);
	catch(SIGWINCH, SIG_DFL, 0);
	catch(SIGTSTP, SIG_DFL, 0);
	catch(SIGCONT, SIG_DFL, 0);
	/* SIGALRM and the pipe stay: closing the store must not take
	 * longer than promised either. */
	modes.open = false;
}

int modes_fd(void)
{
	return modes.pipe[0];
}

char modes_signal(void)
{
	char what;

	if (modes.pipe[0] >= 0 && read(modes.pipe[0], &what, 1) == 1)
		return what;
	return 0;
}

void modes_stop(void)
{
	modes.stopping = 1;
	catch(SIGTSTP, SIG_DFL, 0);
	(void)kill(0, SIGTSTP);
	modes.stopping = 0;
	catch(SIGTSTP, on_stop, SA_RESTART);
}

void modes_wait_for_key(void)
{
	struct pollfd wait[2] = { { .fd = STDIN_FILENO, .events = POLLIN },
		{ .fd = modes.pipe[0], .events = POLLIN } };
	struct termios unseen = modes.saved;

	unseen.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG);
	(void)tcsetattr(STDIN_FILENO, TCSANOW, &unseen);
	while (poll(wait, 2, -1) < 0 && errno == EINTR)
		;
	/* The rest of an escape sequence must not become keys. */
	(void)tcflush(STDIN_FILENO, TCIFLUSH);
}
