/** Entities of the ticketing tables. Field names are the columns' own; times are ISO 8601 text as the server sends it. */

export interface Ticket {
  id: string;
  number: number;
  subject: string;
  body: string | null;
  status: 'open' | 'pending' | 'resolved' | 'closed';
  priority: 'low' | 'normal' | 'high' | 'urgent';
  requester: string | null;
  assignee: string | null;
  customer_id: string | null;
  partner_id: string | null;
  created_at: string;
  updated_at: string;
}

export interface Comment {
  id: string;
  ticket_id: string;
  author: string | null;
  body: string;
  /** For staff only; a partner never receives one. */
  internal: boolean;
  created_at: string;
  updated_at: string;
}

export interface Attachment {
  id: string;
  ticket_id: string;
  comment_id: string | null;
  file_name: string;
  mime_type: string | null;
  size_bytes: number;
  url: string | null;
  uploaded_by: string | null;
  created_at: string;
  updated_at: string;
}
