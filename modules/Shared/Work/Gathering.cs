using System.Threading.Channels;

namespace Marketplace.Shared;

/// <summary>Does together what is asked at the same moment: what comes while the piece before is under way waits for it and then goes as one, up to
/// a bound. Nobody waits for a piece to fill, so who asks alone is answered as soon as ever; under load one statement to the database
/// answers many. Disposing does what still waits.</summary>
public sealed class Gathering<TAsked, TAnswer> : IAsyncDisposable
{
    private readonly Channel<Waiting> queue = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task loop;

    /// <param name="most">At most that many in one piece.</param>
    /// <param name="together">Answers all that is asked, in its order. When it throws, everybody in that piece gets the exception.</param>
    public Gathering(int most, Func<IReadOnlyList<TAsked>, Task<IReadOnlyList<TAnswer>>> together) => loop = Task.Run(() => Work(most, together));

    /// <summary>Not cancelled with the caller: others are in the same piece.</summary>
    public Task<TAnswer> Ask(TAsked asked)
    {
        var waiting = new Waiting(asked);
        return queue.Writer.TryWrite(waiting) ? waiting.Answer.Task : Task.FromException<TAnswer>(new ObjectDisposedException(GetType().Name));
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
    }

    private async Task Work(int most, Func<IReadOnlyList<TAsked>, Task<IReadOnlyList<TAnswer>>> together)
    {
        var piece = new List<Waiting>(most);
        while (await queue.Reader.WaitToReadAsync())
        {
            piece.Clear();
            while (piece.Count < most && queue.Reader.TryRead(out var waiting))
                piece.Add(waiting);
            try
            {
                var answers = await together(piece.ConvertAll(w => w.Asked));
                for (var i = 0; i < piece.Count; i++)
                    piece[i].Answer.SetResult(answers[i]);
            }
#pragma warning disable CA1031 // Whatever went wrong is for those who asked; the next ones still want their answers.
            catch (Exception e)
#pragma warning restore CA1031
            {
                foreach (var waiting in piece)
                    waiting.Answer.TrySetException(e);
            }
        }
    }

    private sealed class Waiting(TAsked asked)
    {
        public TAsked Asked => asked;
        public TaskCompletionSource<TAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
