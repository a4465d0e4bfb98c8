namespace Marketplace.Shared;

/// <summary>Japan's clock (Asia/Tokyo, UTC+9, no summer time). Instants are stored in UTC and shown in this zone.</summary>
public static class JapanTime
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");

    public static DateTimeOffset ToJapan(this DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>The day it is in Japan at that instant.</summary>
    public static DateOnly JapanDay(this DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToJapan().DateTime);

    public static DateOnly JapanToday(this TimeProvider time) => time.GetUtcNow().JapanDay();

    /// <summary>The instant a deadline day ends: the first instant after 23:59:59 in Japan. "Before the deadline" is &lt; this.</summary>
    public static DateTimeOffset EndOfJapanDay(this DateOnly day) => new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(9)).ToUniversalTime();
}
